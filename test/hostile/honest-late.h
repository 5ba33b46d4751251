/* What few modules have: states, two operations in one pass, signed messages, messages in parts, what v3.2 added. */

CK_RV do_C_GetOperationState(CK_ULONG which, CK_BYTE *out, CK_ULONG *length)
{
  bool given;
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind == NOTHING) return CKR_OPERATION_NOT_INITIALIZED;
  return give(NULL, 0, (CK_BYTE)session->kind, 24, out, length, &given);
}

CK_RV do_C_SetOperationState(CK_ULONG which, CK_BYTE *state, CK_ULONG length, CK_ULONG, CK_ULONG)
{
  struct session *session = session_of(which);
  sink = sum(state, length);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (length != 24) return CKR_SAVED_STATE_INVALID;
  session->kind = state[0] <= MESSAGES ? (enum kind)state[0] : NOTHING;
  return CKR_OK;
}

/* An operation at a time is all that a session holds, so the second of two is refused; lies begin where both are not. */
#define DUAL(NAME, KIND) \
  CK_RV do_C_##NAME##Update(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return cipher(session, KIND, data, size, out, length, false); }
DUAL(DigestEncrypt, ENCRYPT)
DUAL(SignEncrypt, ENCRYPT)
DUAL(DecryptDigest, DECRYPT)
DUAL(DecryptVerify, DECRYPT)

/* Messages in parts: what comes in goes out. */
static CK_RV message_begin(CK_ULONG which, CK_GCM_MESSAGE_PARAMS *gcm, CK_BYTE *associated, CK_ULONG size)
{
  CK_RV rv;
  sink = sum(associated, size) + sum(gcm->pIv, gcm->ulIvLen) + sum(gcm->pTag, gcm->ulTagBits / 8);
  return running(which, MESSAGES, &rv) == NULL ? rv : CKR_OK;
}

static CK_RV message_next(CK_ULONG which, CK_GCM_MESSAGE_PARAMS *gcm, CK_BYTE *data, CK_ULONG size, CK_BYTE *out,
                          CK_ULONG *length, CK_ULONG flags, bool encrypts)
{
  CK_RV rv;
  bool given;
  sink = sum(gcm->pIv, gcm->ulIvLen);
  if (running(which, MESSAGES, &rv) == NULL) return rv;
  rv = give(data, size, 0, size, out, length, &given);
  if (given && encrypts && (flags & CKF_END_OF_MESSAGE)) memset(gcm->pTag, 1, gcm->ulTagBits / 8);
  return rv;
}

CK_RV do_C_EncryptMessageBegin(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *associated, CK_ULONG size)
{
  return message_begin(session, parameter, associated, size);
}
CK_RV do_C_DecryptMessageBegin(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *associated, CK_ULONG size)
{
  return message_begin(session, parameter, associated, size);
}
CK_RV do_C_EncryptMessageNext(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *out,
                              CK_ULONG *length, CK_ULONG flags)
{
  return message_next(session, parameter, data, size, out, length, flags, true);
}
CK_RV do_C_DecryptMessageNext(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *out,
                              CK_ULONG *length, CK_ULONG flags)
{
  return message_next(session, parameter, data, size, out, length, flags, false);
}

INIT(MessageSign, MESSAGES)
INIT(MessageVerify, MESSAGES)
CK_RV do_C_MessageSignFinal(CK_ULONG session) { return message_final(session); }
CK_RV do_C_MessageVerifyFinal(CK_ULONG session) { return message_final(session); }

static CK_RV sign_message(CK_ULONG which, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  CK_RV rv;
  bool given;
  CK_BYTE total = sum(data, size);
  if (running(which, MESSAGES, &rv) == NULL) return rv;
  return give(NULL, 0, total, SUMMARY, out, length, &given);
}

static CK_RV verify_message(CK_ULONG which, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
  CK_RV rv;
  CK_BYTE total = sum(data, size), first = length > 0 ? signature[0] : 0;
  sink = sum(signature, length);
  if (running(which, MESSAGES, &rv) == NULL) return rv;
  return first == total ? CKR_OK : CKR_SIGNATURE_INVALID;
}

CK_RV do_C_SignMessage(CK_ULONG session, void *, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  return sign_message(session, data, size, out, length);
}
CK_RV do_C_SignMessageBegin(CK_ULONG, void *, CK_ULONG) { return CKR_OK; }
CK_RV do_C_SignMessageNext(CK_ULONG session, void *, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  if (length == NULL) return sink = sum(data, size), CKR_OK;
  return sign_message(session, data, size, out, length);
}
CK_RV do_C_VerifyMessage(CK_ULONG session, void *, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
  return verify_message(session, data, size, signature, length);
}
CK_RV do_C_VerifyMessageBegin(CK_ULONG, void *, CK_ULONG) { return CKR_OK; }
CK_RV do_C_VerifyMessageNext(CK_ULONG session, void *, CK_ULONG, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
  if (signature == NULL) return sink = sum(data, size), CKR_OK;
  return verify_message(session, data, size, signature, length);
}

CK_RV do_C_WrapKeyAuthenticated(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ULONG, CK_BYTE *associated, CK_ULONG size,
                                CK_BYTE *out, CK_ULONG *length)
{
  bool given;
  sink = sum(associated, size);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : give(NULL, 0, 0, 48, out, length, &given);
}

CK_RV do_C_UnwrapKeyAuthenticated(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_BYTE *wrapped, CK_ULONG size,
                                  CK_ATTRIBUTE *template, CK_ULONG count, CK_BYTE *associated, CK_ULONG more, CK_ULONG *key)
{
  sink = sum(wrapped, size) + sum(associated, more);
  return create(session, template, count, key);
}

CK_RV do_C_GetSessionValidationFlags(CK_ULONG session, CK_ULONG, CK_ULONG *flags)
{
  *flags = number(1);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

/* What was put off (a lie: CKR_PENDING comes with any return value) is done now, whatever it was. */
CK_RV do_C_AsyncComplete(CK_ULONG session, CK_BYTE *name, CK_ASYNC_DATA *data)
{
  sink = sum(name, strlen((const char *)name) + 1);
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  data->ulValue = lie == LENGTHS ? odd(32, 64) : 32;
  data->hObject = handle(1);
  data->hAdditionalObject = handle(2);
  return CKR_OK;
}

CK_RV do_C_AsyncGetID(CK_ULONG session, CK_BYTE *name, CK_ULONG *id)
{
  sink = sum(name, strlen((const char *)name) + 1);
  *id = handle(1);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

CK_RV do_C_AsyncJoin(CK_ULONG session, CK_BYTE *name, CK_ULONG, CK_BYTE *data, CK_ULONG size)
{
  sink = sum(name, strlen((const char *)name) + 1);
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (data != NULL) memset(data, 0x33, size);
  return CKR_OK;
}

/* The functions of a vendor: one of each kind of answer. */

#define VENDOR(PARAMETERS, ANSWER) PARAMETERS { \
  struct call call; \
  CK_RV rv; \
  begin(&call, "a vendor's", FN_COUNT); \
  if (!answered_by_script(&call, &rv)) rv = ANSWER; \
  return end(&call, rv); }

static CK_RV vendor_give(CK_ULONG which, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  bool given;
  sink = sum(data, size);
  return session_of(which) == NULL ? CKR_SESSION_HANDLE_INVALID : give(data, size, 0, size, out, length, &given);
}
static CK_RV vendor_count(CK_ULONG *value) { return *value = number(3), CKR_OK; }
static CK_RV vendor_list(CK_ULONG *array, CK_ULONG *count)
{
  static const CK_ULONG values[] = { 1, 2, 3 };
  return list(values, 3, array, count);
}

static CK_RV VENDOR(call_vendor_transform(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length),
  vendor_give(session, data, size, out, length))
static CK_RV VENDOR(call_vendor_count(CK_ULONG *value), vendor_count(value))
static CK_RV VENDOR(call_vendor_list(CK_ULONG *array, CK_ULONG *count), vendor_list(array, count))
static CK_RV VENDOR(call_vendor_fill(CK_BYTE *out, CK_ULONG size), (memset(out, 7, size), CKR_OK))

#define MANY 5000
static const char **call_vendor_names(void)
{
  static const char *names[] = { "one", "two", NULL }, *noise_names[] = { "\xff\xfe", "", "\xc3", NULL };
  static const char *many[MANY + 1];
  pthread_mutex_lock(&lock);
  CK_ULONG which = below(100) < percent && kinds != 0 ? below(4) : 4;
  pthread_mutex_unlock(&lock);
  for (int i = 0; i < MANY; i++) many[i] = "again";
  return which == 0 ? NULL : which == 1 ? noise_names : which == 2 ? many : names;
}
