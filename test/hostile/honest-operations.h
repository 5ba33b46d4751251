/*
 * Operations: one at a time in a session. Ciphertext is the plaintext with each byte turned over, and for AES-GCM a tag
 * of zeros; a signature or digest is 32 bytes that count up from the sum of the data, whole or in parts.
 */

#define SUMMARY 32
#define TAG 16

static CK_RV begin_operation(CK_ULONG which, enum kind kind)
{
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != NOTHING) return CKR_OPERATION_ACTIVE;
  session->kind = kind;
  session->tag = session->total = 0;
  return CKR_OK;
}

static struct session *running(CK_ULONG which, enum kind kind, CK_RV *failure)
{
  struct session *session = session_of(which);
  *failure = session == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OPERATION_NOT_INITIALIZED;
  return session == NULL || session->kind != kind ? NULL : session;
}

/* Gives output where there is room for it: `held` bytes turned over, the rest counting up from `first`. */
static CK_RV give(const CK_BYTE *data, CK_ULONG held, CK_BYTE first, CK_ULONG size, CK_BYTE *out, CK_ULONG *length, bool *given)
{
  CK_ULONG room = *length;
  *given = false;
  *length = lie == LENGTHS ? odd(size, room) : size;
  if (out == NULL) return CKR_OK;
  if (lie == NO_ROOM) return CKR_BUFFER_TOO_SMALL;
  if (lie == OVERRUN) noise(out, room);
  if (room < size) return CKR_BUFFER_TOO_SMALL;
  for (CK_ULONG i = 0; i < size; i++) out[i] = i < held ? data[i] ^ 0xff : (CK_BYTE)(first + i);
  if (lie == OVERRUN) *length = odd(size, room);
  *given = true;
  return CKR_OK;
}

static CK_RV cipher(CK_ULONG which, enum kind kind, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length, bool last)
{
  CK_RV rv;
  bool given;
  struct session *session = running(which, kind, &rv);
  sink = sum(data, size);
  if (session == NULL) return rv;
  CK_ULONG held = size;
  if (last && kind == ENCRYPT) size += session->tag;
  if (last && kind == DECRYPT) held = size -= size < session->tag ? size : session->tag;
  rv = give(data, held, 0, size, out, length, &given);
  if (given && last) session->kind = NOTHING;
  return rv;
}

static CK_RV summary(CK_ULONG which, enum kind kind, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  CK_RV rv;
  bool given;
  struct session *session = running(which, kind, &rv);
  CK_BYTE total = sum(data, size);
  if (session == NULL) return rv;
  rv = give(NULL, 0, session->total + total, SUMMARY, out, length, &given);
  if (given) session->kind = NOTHING;
  return rv;
}

static CK_RV part(CK_ULONG which, enum kind kind, CK_BYTE *data, CK_ULONG size)
{
  CK_RV rv;
  struct session *session = running(which, kind, &rv);
  CK_BYTE total = sum(data, size);
  if (session == NULL) return rv;
  session->total += total;
  return CKR_OK;
}

static CK_RV judge(CK_ULONG which, CK_BYTE *data, CK_ULONG size, const CK_BYTE *claimed, CK_ULONG length)
{
  CK_RV rv;
  struct session *session = running(which, VERIFY, &rv);
  CK_BYTE total = sum(data, size), first = length > 0 ? claimed[0] : 0;
  sink = sum(claimed, length);
  if (session == NULL) return rv;
  session->kind = NOTHING;
  return length == SUMMARY && first == (CK_BYTE)(session->total + total) ? CKR_OK : CKR_SIGNATURE_INVALID;
}

#define INIT(NAME, KIND) \
  CK_RV do_C_##NAME##Init(CK_ULONG session, CK_MECHANISM *, CK_ULONG) { return begin_operation(session, KIND); }
#define CIPHER(NAME, KIND) \
  CK_RV do_C_##NAME##Init(CK_ULONG which, CK_MECHANISM *mechanism, CK_ULONG) { \
    CK_RV rv = begin_operation(which, KIND); \
    if (rv == CKR_OK && mechanism->mechanism == CKM_AES_GCM) session_of(which)->tag = TAG; \
    return rv; } \
  CK_RV do_C_##NAME(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return cipher(session, KIND, data, size, out, length, true); } \
  CK_RV do_C_##NAME##Update(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return cipher(session, KIND, data, size, out, length, false); } \
  CK_RV do_C_##NAME##Final(CK_ULONG session, CK_BYTE *out, CK_ULONG *length) \
  { return cipher(session, KIND, NULL, 0, out, length, true); }
#define WHOLE_SUMMARY(NAME, KIND) \
  CK_RV do_C_##NAME(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return summary(session, KIND, data, size, out, length); }
#define SUMMARY_OF(NAME, KIND) WHOLE_SUMMARY(NAME, KIND) \
  CK_RV do_C_##NAME##Update(CK_ULONG session, CK_BYTE *data, CK_ULONG size) { return part(session, KIND, data, size); } \
  CK_RV do_C_##NAME##Final(CK_ULONG session, CK_BYTE *out, CK_ULONG *length) \
  { return summary(session, KIND, NULL, 0, out, length); }

CIPHER(Encrypt, ENCRYPT)
CIPHER(Decrypt, DECRYPT)
INIT(Sign, SIGN) SUMMARY_OF(Sign, SIGN)
SUMMARY_OF(Digest, DIGEST)
INIT(SignRecover, SIGN_RECOVER) WHOLE_SUMMARY(SignRecover, SIGN_RECOVER)
INIT(VerifyRecover, VERIFY_RECOVER) WHOLE_SUMMARY(VerifyRecover, VERIFY_RECOVER)
INIT(Verify, VERIFY)
INIT(MessageEncrypt, MESSAGES)
INIT(MessageDecrypt, MESSAGES)

CK_RV do_C_DigestInit(CK_ULONG session, CK_MECHANISM *) { return begin_operation(session, DIGEST); }

CK_RV do_C_DigestKey(CK_ULONG session, CK_ULONG key)
{
  CK_BYTE value = (CK_BYTE)key;
  return part(session, DIGEST, &value, 1);
}

CK_RV do_C_Verify(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
  return judge(session, data, size, signature, length);
}

CK_RV do_C_VerifyUpdate(CK_ULONG session, CK_BYTE *data, CK_ULONG size) { return part(session, VERIFY, data, size); }

CK_RV do_C_VerifyFinal(CK_ULONG session, CK_BYTE *signature, CK_ULONG length)
{
  return judge(session, NULL, 0, signature, length);
}

CK_RV do_C_VerifySignatureInit(CK_ULONG which, CK_MECHANISM *, CK_ULONG, CK_BYTE *signature, CK_ULONG length)
{
  sink = sum(signature, length);
  CK_RV rv = begin_operation(which, VERIFY);
  if (rv == CKR_OK) session_of(which)->claimed = length > 0 ? signature[0] : 0;
  return rv;
}

CK_RV do_C_VerifySignature(CK_ULONG which, CK_BYTE *data, CK_ULONG size)
{
  struct session *session = session_of(which);
  CK_BYTE claimed[SUMMARY] = { session == NULL ? 0 : session->claimed };
  return judge(which, data, size, claimed, SUMMARY);
}

CK_RV do_C_VerifySignatureUpdate(CK_ULONG session, CK_BYTE *data, CK_ULONG size) { return part(session, VERIFY, data, size); }

CK_RV do_C_VerifySignatureFinal(CK_ULONG session) { return do_C_VerifySignature(session, NULL, 0); }

CK_RV do_C_SessionCancel(CK_ULONG which, CK_ULONG)
{
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  session->kind = NOTHING;
  return CKR_OK;
}

/* Messages: the tag is the sum of the plaintext, the nonce counts. */

static CK_RV message(CK_ULONG which, CK_GCM_MESSAGE_PARAMS *gcm, CK_BYTE *associated, CK_ULONG size, CK_BYTE *data,
                     CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length, bool encrypts)
{
  static CK_BYTE nonce;
  CK_RV rv;
  bool given;
  if (running(which, MESSAGES, &rv) == NULL) return rv;
  sink = sum(associated, size) + sum(gcm->pIv, gcm->ulIvLen);
  rv = give(data, length, 0, length, out, out_length, &given);
  if (!given || !encrypts) return rv;
  memset(gcm->pTag, sum(data, length), gcm->ulTagBits / 8);
  if (gcm->ivGenerator != CKG_NO_GENERATE && lie != VALUES) memset(gcm->pIv, ++nonce | 1, gcm->ulIvLen);
  return rv;
}

CK_RV do_C_EncryptMessage(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *associated, CK_ULONG size, CK_BYTE *data,
                          CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  return message(session, parameter, associated, size, data, length, out, out_length, true);
}

CK_RV do_C_DecryptMessage(CK_ULONG session, void *parameter, CK_ULONG, CK_BYTE *associated, CK_ULONG size, CK_BYTE *data,
                          CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  return message(session, parameter, associated, size, data, length, out, out_length, false);
}

static CK_RV message_final(CK_ULONG which)
{
  CK_RV rv;
  struct session *session = running(which, MESSAGES, &rv);
  if (session == NULL) return rv;
  session->kind = NOTHING;
  return CKR_OK;
}

CK_RV do_C_MessageEncryptFinal(CK_ULONG session) { return message_final(session); }
CK_RV do_C_MessageDecryptFinal(CK_ULONG session) { return message_final(session); }

/* Keys */

CK_RV do_C_GenerateKey(CK_ULONG session, CK_MECHANISM *, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *key)
{
  return create(session, template, count, key);
}

CK_RV do_C_GenerateKeyPair(CK_ULONG session, CK_MECHANISM *, CK_ATTRIBUTE *of_public, CK_ULONG public_count,
                           CK_ATTRIBUTE *of_private, CK_ULONG private_count, CK_ULONG *public, CK_ULONG *private)
{
  CK_RV rv = create(session, of_public, public_count, public);
  return rv == CKR_OK ? create(session, of_private, private_count, private) : rv;
}

CK_RV do_C_WrapKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ULONG, CK_BYTE *out, CK_ULONG *length)
{
  bool given;
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : give(NULL, 0, 0, 40, out, length, &given);
}

CK_RV do_C_UnwrapKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_BYTE *wrapped, CK_ULONG size, CK_ATTRIBUTE *template,
                     CK_ULONG count, CK_ULONG *key)
{
  sink = sum(wrapped, size);
  return create(session, template, count, key);
}

CK_RV do_C_DeriveKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *key)
{
  return create(session, template, count, key);
}

CK_RV do_C_EncapsulateKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count,
                          CK_BYTE *ciphertext, CK_ULONG *length, CK_ULONG *key)
{
  bool given;
  CK_RV rv = give(NULL, 0, 0, 48, ciphertext, length, &given);
  return given ? create(session, template, count, key) : rv;
}

CK_RV do_C_DecapsulateKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count,
                          CK_BYTE *ciphertext, CK_ULONG length, CK_ULONG *key)
{
  sink = sum(ciphertext, length);
  return create(session, template, count, key);
}

CK_RV do_C_SeedRandom(CK_ULONG session, CK_BYTE *bytes, CK_ULONG length)
{
  sink = sum(bytes, length);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

CK_RV do_C_GenerateRandom(CK_ULONG session, CK_BYTE *bytes, CK_ULONG length)
{
  memset(bytes, 0x55, length);
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}
