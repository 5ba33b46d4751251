/*
 * How the module presents itself: HOSTILE_INTERFACE in the environment, a number whose digits are, from the right, what
 * C_GetInterface does, which version its list claims, what C_GetFunctionList does, and which functions are missing.
 */

struct function_list {
  CK_VERSION version;
  generic functions[FN_COUNT];
};

static CK_ULONG digit(int place)
{
  const char *text = getenv("HOSTILE_INTERFACE");
  CK_ULONG value = text == NULL ? 0 : strtoul(text, NULL, 10);
  while (place-- > 0) value /= 10;
  return value % 10;
}

/* Lists are always as long as those of 3.2: what a version promises must be there to be read. */
static void build(struct function_list *list, CK_VERSION version, int newest)
{
  *list = (struct function_list){ .version = version };
  int count = 0;
  for (int i = 0; i < FN_COUNT; i++) {
    if (ALL[i].since > newest) continue;
    CK_ULONG missing = digit(3);
    bool gone = missing == 1 || (missing > 1 && i % (int)missing == (int)missing - 1);
    list->functions[count++] = gone ? NULL : ALL[i].function;
  }
}

static const CK_VERSION VERSIONS[10] = {
  { 3, 2 }, { 0, 0 }, { 1, 0 }, { 2, 255 }, { 3, 0 }, { 3, 1 }, { 3, 255 }, { 4, 0 }, { 255, 255 }, { 2, 40 },
};

EXPORTED CK_RV C_GetFunctionList(struct function_list **list)
{
  static struct function_list old;
  build(&old, digit(2) < 4 ? (CK_VERSION){ 2, 40 } : VERSIONS[digit(2)], 20);
  *list = digit(2) == 1 ? NULL : &old;
  return digit(2) == 2 ? CKR_FUNCTION_FAILED : CKR_OK;
}

static struct function_list newest;
static CK_INTERFACE only = { (CK_BYTE *)"PKCS 11", &newest, 0 };

/* A vendor's list, with a function that it has not. */
static struct { CK_VERSION version; generic functions[6]; } of_vendor = { { 1, 0 }, {
  (generic)call_vendor_transform, (generic)call_vendor_count, (generic)call_vendor_list, (generic)call_vendor_fill,
  (generic)call_vendor_names, NULL,
} };
static CK_INTERFACE vendor = { (CK_BYTE *)"Vendor Hostile", &of_vendor, 0 };

EXPORTED CK_RV C_GetInterface(CK_BYTE *name, CK_VERSION *version, CK_INTERFACE **interface, CK_ULONG)
{
  if (strcmp((const char *)name, "Vendor Hostile") == 0) {
    bool lies = below(100) < percent && kinds != 0;
    vendor.pFunctionList = lies && below(2) ? NULL : &of_vendor;
    *interface = lies && below(2) ? NULL : &vendor;
    return lies ? any_rv() : CKR_OK;
  }
  CK_VERSION claimed = VERSIONS[digit(1)];
  sink = sum(name, 8) + version->major;
  build(&newest, claimed, claimed.major == 3 && claimed.minor < 2 ? 30 : claimed.major == 2 ? 20 : 32);
  only.pFunctionList = digit(0) == 1 ? NULL : &newest;
  if (digit(0) == 2) return 0x54; /* as old Luna firmware does */
  *interface = digit(0) == 3 ? NULL : &only;
  return digit(0) == 4 ? ~0UL : CKR_OK;
}

CK_RV do_C_GetInterfaceList(CK_INTERFACE *interfaces, CK_ULONG *count)
{
  CK_ULONG room = *count;
  *count = lie == LENGTHS ? odd(1, room) : 1;
  if (interfaces == NULL) return CKR_OK;
  if (lie == NO_ROOM || room < 1) return CKR_BUFFER_TOO_SMALL;
  interfaces[0] = only;
  if (lie == TEXTS) interfaces[0].pInterfaceName = below(2) ? NULL : (CK_BYTE *)"\xff\xfe\x80 11";
  if (lie == VALUES) interfaces[0].pFunctionList = NULL;
  if (lie == NUMBERS) interfaces[0].flags = random_number();
  return CKR_OK;
}
