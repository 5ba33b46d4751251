/* The interface of a vendor, whose functions only write down what they are given. */

/* Counted as one. */
#define FN_VENDOR FN_COUNT

static CK_RV call_vendor_feed(CK_ULONG session, const CK_BYTE *data, CK_ULONG length, const CK_MECHANISM *mechanism,
                              const CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct call call;
  CK_RV rv = CKR_OK;
  begin(&call, "VF_Feed", FN_VENDOR);
  record_number(&call, "hSession", session);
  record_bytes(&call, "pData", data, length);
  record_mechanism(&call, "pMechanism", mechanism);
  record_template(&call, "pTemplate", template, count);
  answered_by_script(&call, &rv);
  return end(&call, rv);
}

static CK_RV call_vendor_set(const CK_BYTE *data, CK_ULONG length)
{
  struct call call;
  CK_RV rv = CKR_OK;
  begin(&call, "VF_Set", FN_VENDOR);
  record_bytes(&call, "pData", data, length);
  answered_by_script(&call, &rv);
  return end(&call, rv);
}

static struct { CK_VERSION version; generic functions[2]; } of_vendor = {
  { 1, 0 }, { (generic)call_vendor_feed, (generic)call_vendor_set },
};
static CK_INTERFACE vendor = { (CK_BYTE *)"Vendor Fake", &of_vendor, 0 };

CK_RV do_C_GetInterface(CK_BYTE *name, CK_VERSION *, void *interface, CK_ULONG)
{
  if (strcmp((char *)name, (char *)vendor.pInterfaceName) != 0) return CKR_FUNCTION_NOT_SUPPORTED;
  *(CK_INTERFACE **)interface = &vendor;
  return CKR_OK;
}
