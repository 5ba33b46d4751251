/* Functions since version 3.0, and slot events; their echoes are those of operations.h. */

CK_RV do_C_LoginUser(CK_ULONG session, CK_ULONG user, CK_BYTE *pin, CK_ULONG length, CK_BYTE *name, CK_ULONG size)
{
  if (name == NULL && size > 0) return CKR_ARGUMENTS_BAD;
  return user >= FIRST_OF_VENDORS ? do_C_Login(session, CKU_USER, pin, length) : do_C_Login(session, user, pin, length);
}

CK_RV do_C_GetMechanismInfo(CK_ULONG slot, CK_ULONG mechanism, CK_MECHANISM_INFO *info)
{
  *info = (CK_MECHANISM_INFO){ .flags = number("mechanism-flags", CKF_MESSAGE_ENCRYPT | CKF_MESSAGE_DECRYPT) };
  return mechanism != CKM_AES_GCM ? CKR_MECHANISM_INVALID : slot < number("slot-id", 7) ? CKR_SLOT_ID_INVALID : CKR_OK;
}

CK_RV do_C_GetSessionValidationFlags(CK_ULONG session, CK_ULONG type, CK_ULONG *flags)
{
  *flags = number("validation-flags", 0);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : type == CKS_LAST_VALIDATION_OK ? CKR_OK : CKR_ARGUMENTS_BAD;
}

/* Signatures that are given before the data */

CK_RV do_C_VerifySignatureInit(CK_ULONG handle, CK_MECHANISM *, CK_ULONG, CK_BYTE *signature, CK_ULONG length)
{
  CK_RV rv = start(handle, VERIFY_SIGNATURE);
  if (rv != CKR_OK) return rv;
  struct session *session = session_of(handle);
  session->claimed = realloc(session->claimed, length + 1);
  if (length > 0) memcpy(session->claimed, signature, length);
  session->claimed_length = length;
  return CKR_OK;
}

CK_RV do_C_VerifySignature(CK_ULONG handle, CK_BYTE *data, CK_ULONG size)
{
  CK_RV rv;
  struct session *session = running(handle, VERIFY_SIGNATURE, &rv);
  return session == NULL ? rv : judge(session, data, size, session->claimed, session->claimed_length);
}

PART(VerifySignature, VERIFY_SIGNATURE)

CK_RV do_C_VerifySignatureFinal(CK_ULONG handle)
{
  CK_RV rv;
  struct session *session = running(handle, VERIFY_SIGNATURE, &rv);
  return session == NULL ? rv
    : judge(session, session->held, session->length, session->claimed, session->claimed_length);
}

/* Encapsulation: the key is what the template says, and the ciphertext tells nothing. */

CK_RV do_C_EncapsulateKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count,
                          CK_BYTE *ciphertext, CK_ULONG *length, CK_ULONG *key)
{
  CK_RV rv = give((const CK_BYTE *)"capsule", 7, ciphertext, length);
  return rv != CKR_OK || ciphertext == NULL ? rv : create(session, template, count, key);
}

CK_RV do_C_DecapsulateKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count,
                          CK_BYTE *ciphertext, CK_ULONG length, CK_ULONG *key)
{
  if (length != 7 || memcmp(ciphertext, "capsule", 7) != 0) return CKR_ENCRYPTED_DATA_INVALID;
  return create(session, template, count, key);
}

CK_RV do_C_WaitForSlotEvent(CK_ULONG flags, CK_ULONG *slot, void *reserved)
{
  CK_ULONG value;
  if (reserved != NULL || !(flags & CKF_DONT_BLOCK)) return CKR_ARGUMENTS_BAD;
  if (is("events", "no")) return CKR_FUNCTION_NOT_SUPPORTED;
  if (!due("event", counts[FN_C_WaitForSlotEvent], &value)) return CKR_NO_EVENT;
  *slot = value;
  return CKR_OK;
}
