/*
 * Messages (3.0): the nonce counts, the tag is always the same, and a signature is the message's parameter and data. A
 * message in parts wants its parameter where it was at its beginning, and ends before anything else begins.
 */

static const CK_BYTE TAG[16] = "tag of the fake";

static CK_RV message_init(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key, enum kind kind)
{
  bool bare = mechanism->pParameter == NULL && mechanism->ulParameterLen == 0;
  return bare ? start_with(session, key, kind) : CKR_MECHANISM_PARAM_INVALID;
}

static CK_RV message_final(CK_ULONG handle, enum kind kind)
{
  CK_RV rv;
  struct session *session = running(handle, kind, &rv);
  if (session == NULL) return rv;
  if (session->message != NULL) return CKR_OPERATION_ACTIVE;
  session->kind = NOTHING;
  return CKR_OK;
}

#define MESSAGES(NAME, KIND) \
  CK_RV do_C_Message##NAME##Init(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key) \
  { return message_init(session, mechanism, key, KIND); } \
  CK_RV do_C_Message##NAME##Final(CK_ULONG session) { return message_final(session, KIND); }

MESSAGES(Encrypt, ENCRYPT_MESSAGES) MESSAGES(Decrypt, DECRYPT_MESSAGES)
MESSAGES(Sign, SIGN_MESSAGES) MESSAGES(Verify, VERIFY_MESSAGES)

/* The operation, between two messages. */
static struct session *between(CK_ULONG handle, enum kind kind, CK_RV *failure)
{
  struct session *session = running(handle, kind, failure);
  if (session != NULL && session->message != NULL) *failure = CKR_OPERATION_ACTIVE;
  return session == NULL || session->message != NULL ? NULL : session;
}

/* The operation, in a message. */
static struct session *within(CK_ULONG handle, enum kind kind, const void *parameter, CK_RV *failure)
{
  struct session *session = running(handle, kind, failure);
  if (session == NULL) return NULL;
  bool same = session->message == (parameter == NULL ? (void *)TAG : parameter);
  *failure = session->message == NULL ? CKR_OPERATION_NOT_INITIALIZED : CKR_ARGUMENTS_BAD;
  return same ? session : NULL;
}

static CK_RV message_begin(CK_ULONG handle, enum kind kind, const void *parameter)
{
  CK_RV rv;
  struct session *session = between(handle, kind, &rv);
  if (session == NULL) return rv;
  session->message = parameter == NULL ? TAG : parameter;
  session->length = session->given = 0;
  return CKR_OK;
}

static bool fits(const CK_GCM_MESSAGE_PARAMS *gcm, CK_ULONG size, enum kind kind)
{
  bool makes = kind == ENCRYPT_MESSAGES || (size == sizeof *gcm && gcm->ivGenerator == CKG_NO_GENERATE);
  return size == sizeof *gcm && gcm->ulTagBits <= 128 && makes;
}

static void make_nonce(CK_GCM_MESSAGE_PARAMS *gcm)
{
  static CK_BYTE nonce;
  if (gcm->ivGenerator != CKG_NO_GENERATE && !is("nonce", "none")) memset(gcm->pIv, ++nonce, gcm->ulIvLen);
}

CK_RV do_C_EncryptMessage(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *, CK_ULONG, CK_BYTE *data,
                          CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_RV rv;
  CK_GCM_MESSAGE_PARAMS *gcm = parameter;
  if (between(handle, ENCRYPT_MESSAGES, &rv) == NULL) return rv;
  if (!fits(gcm, size, ENCRYPT_MESSAGES)) return CKR_ARGUMENTS_BAD;
  rv = give(data, length, out, out_length);
  if (rv != CKR_OK || out == NULL) return rv;
  memcpy(gcm->pTag, TAG, gcm->ulTagBits / 8);
  make_nonce(gcm);
  return CKR_OK;
}

CK_RV do_C_DecryptMessage(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *, CK_ULONG, CK_BYTE *data,
                          CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_RV rv;
  CK_GCM_MESSAGE_PARAMS *gcm = parameter;
  if (between(handle, DECRYPT_MESSAGES, &rv) == NULL) return rv;
  if (!fits(gcm, size, DECRYPT_MESSAGES)) return CKR_ARGUMENTS_BAD;
  return memcmp(gcm->pTag, TAG, gcm->ulTagBits / 8) == 0 ? give(data, length, out, out_length) : CKR_AEAD_DECRYPT_FAILED;
}

CK_RV do_C_EncryptMessageBegin(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *, CK_ULONG)
{
  if (!fits(parameter, size, ENCRYPT_MESSAGES)) return CKR_ARGUMENTS_BAD;
  CK_RV rv = message_begin(handle, ENCRYPT_MESSAGES, parameter);
  if (rv == CKR_OK) make_nonce(parameter);
  return rv;
}

CK_RV do_C_DecryptMessageBegin(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *, CK_ULONG)
{
  if (!fits(parameter, size, DECRYPT_MESSAGES)) return CKR_ARGUMENTS_BAD;
  return message_begin(handle, DECRYPT_MESSAGES, parameter);
}

CK_RV do_C_EncryptMessageNext(CK_ULONG handle, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG length, CK_BYTE *out,
                              CK_ULONG *out_length, CK_ULONG flags)
{
  CK_RV rv;
  CK_GCM_MESSAGE_PARAMS *gcm = parameter;
  struct session *session = within(handle, ENCRYPT_MESSAGES, parameter, &rv);
  if (session == NULL) return rv;
  rv = give(data, length, out, out_length);
  if (rv != CKR_OK || out == NULL || !(flags & CKF_END_OF_MESSAGE)) return rv;
  memcpy(gcm->pTag, TAG, gcm->ulTagBits / 8);
  session->message = NULL;
  return CKR_OK;
}

CK_RV do_C_DecryptMessageNext(CK_ULONG handle, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG length, CK_BYTE *out,
                              CK_ULONG *out_length, CK_ULONG flags)
{
  CK_RV rv;
  const CK_GCM_MESSAGE_PARAMS *gcm = parameter;
  struct session *session = within(handle, DECRYPT_MESSAGES, parameter, &rv);
  if (session == NULL) return rv;
  rv = give(data, length, out, out_length);
  if (rv != CKR_OK || out == NULL || !(flags & CKF_END_OF_MESSAGE)) return rv;
  session->message = NULL;
  return memcmp(gcm->pTag, TAG, gcm->ulTagBits / 8) == 0 ? CKR_OK : CKR_AEAD_DECRYPT_FAILED;
}

/* A message that is being signed: its parameter and what has come of its data. */
static void hold_parameter(struct session *session, const void *parameter, CK_ULONG size)
{
  session->length = 0;
  hold(session, parameter, size);
}

CK_RV do_C_SignMessage(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *data, CK_ULONG length, CK_BYTE *out,
                       CK_ULONG *out_length)
{
  CK_RV rv;
  struct session *session = between(handle, SIGN_MESSAGES, &rv);
  if (session == NULL) return rv;
  hold_parameter(session, parameter, size);
  hold(session, data, length);
  return give(session->held, session->length, out, out_length);
}

CK_RV do_C_SignMessageBegin(CK_ULONG handle, void *parameter, CK_ULONG size)
{
  CK_RV rv = message_begin(handle, SIGN_MESSAGES, parameter);
  if (rv == CKR_OK) hold_parameter(session_of(handle), parameter, size);
  return rv;
}

CK_RV do_C_SignMessageNext(CK_ULONG handle, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG length, CK_BYTE *out,
                           CK_ULONG *out_length)
{
  CK_RV rv;
  struct session *session = within(handle, SIGN_MESSAGES, parameter, &rv);
  if (session == NULL) return rv;
  hold(session, data, length);
  if (out_length == NULL) return out == NULL ? CKR_OK : CKR_ARGUMENTS_BAD;
  rv = give(session->held, session->length, out, out_length);
  if (rv == CKR_OK && out != NULL) session->message = NULL;
  else session->length -= length;
  return rv;
}

static CK_RV judge_message(const struct session *session, const CK_BYTE *claimed, CK_ULONG length)
{
  bool good = session->length == length && memcmp(session->held, claimed, length) == 0;
  return good ? CKR_OK : CKR_SIGNATURE_INVALID;
}

CK_RV do_C_VerifyMessage(CK_ULONG handle, void *parameter, CK_ULONG size, CK_BYTE *data, CK_ULONG length,
                         CK_BYTE *signature, CK_ULONG signature_length)
{
  CK_RV rv;
  struct session *session = between(handle, VERIFY_MESSAGES, &rv);
  if (session == NULL) return rv;
  hold_parameter(session, parameter, size);
  hold(session, data, length);
  return judge_message(session, signature, signature_length);
}

CK_RV do_C_VerifyMessageBegin(CK_ULONG handle, void *parameter, CK_ULONG size)
{
  CK_RV rv = message_begin(handle, VERIFY_MESSAGES, parameter);
  if (rv == CKR_OK) hold_parameter(session_of(handle), parameter, size);
  return rv;
}

CK_RV do_C_VerifyMessageNext(CK_ULONG handle, void *parameter, CK_ULONG, CK_BYTE *data, CK_ULONG length,
                             CK_BYTE *signature, CK_ULONG signature_length)
{
  CK_RV rv;
  struct session *session = within(handle, VERIFY_MESSAGES, parameter, &rv);
  if (session == NULL) return rv;
  hold(session, data, length);
  if (signature == NULL) return CKR_OK;
  session->message = NULL;
  return judge_message(session, signature, signature_length);
}

/* Keys wrapped with the parameter of a message: what was authenticated besides is all there is to see. */

CK_RV do_C_WrapKeyAuthenticated(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG, CK_ULONG, CK_BYTE *data,
                                CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_GCM_MESSAGE_PARAMS *gcm = mechanism->pParameter;
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (!fits(gcm, mechanism->ulParameterLen, ENCRYPT_MESSAGES)) return CKR_MECHANISM_PARAM_INVALID;
  CK_RV rv = give(data, length, out, out_length);
  if (rv != CKR_OK || out == NULL) return rv;
  memcpy(gcm->pTag, TAG, gcm->ulTagBits / 8);
  make_nonce(gcm);
  return CKR_OK;
}

CK_RV do_C_UnwrapKeyAuthenticated(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG, CK_BYTE *wrapped,
                                  CK_ULONG length, CK_ATTRIBUTE *template, CK_ULONG count, CK_BYTE *data,
                                  CK_ULONG data_length, CK_ULONG *key)
{
  const CK_GCM_MESSAGE_PARAMS *gcm = mechanism->pParameter;
  if (!fits(gcm, mechanism->ulParameterLen, DECRYPT_MESSAGES)) return CKR_MECHANISM_PARAM_INVALID;
  bool same = length == data_length && memcmp(wrapped, data, length) == 0;
  if (!same || memcmp(gcm->pTag, TAG, gcm->ulTagBits / 8) != 0) return CKR_AEAD_DECRYPT_FAILED;
  return create(session, template, count, key);
}
