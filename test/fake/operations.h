/* Operations: one at a time in a session, as the standard has it, and their echoes. */

static CK_RV start(CK_ULONG handle, enum kind kind)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != NOTHING || session->stuck) return CKR_OPERATION_ACTIVE;
  session->kind = kind;
  session->private = false;
  session->message = NULL;
  session->length = session->given = 0;
  return CKR_OK;
}

/* With a key: any handle is one, unless the script has the fake look. */
static CK_RV start_with(CK_ULONG handle, CK_ULONG key, enum kind kind)
{
  struct object *object = object_of(key);
  if (object == NULL && is("private", "login")) return CKR_KEY_HANDLE_INVALID;
  CK_RV rv = start(handle, kind);
  if (rv == CKR_OK) session_of(handle)->private = object != NULL && object->private;
  return rv;
}

/* Looks for an operation; `failure` is why there is none. */
static struct session *running(CK_ULONG handle, enum kind kind, CK_RV *failure)
{
  struct session *session = session_of(handle);
  *failure = session == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OPERATION_NOT_INITIALIZED;
  return session == NULL || session->kind != kind ? NULL : session;
}

static void hold(struct session *session, const CK_BYTE *data, CK_ULONG length)
{
  session->held = realloc(session->held, session->length + length + 1);
  if (length > 0) memcpy(session->held + session->length, data, length);
  session->length += length;
}

/* Gives output as the script has it; CKR_OK means that it was taken. */
static CK_RV give(const CK_BYTE *data, CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_ULONG room = *out_length;
  CK_ULONG size = number("output", length);
  if (is("room", "never")) return CKR_BUFFER_TOO_SMALL;
  if (is("room", "more")) size = room + 1;
  bool kept = is("length", "untouched") || (is("length", "unless-asked") && out != NULL)
    || (is("length", "silent") && out != NULL && room < size);
  if (!kept) *out_length = size;
  if (out == NULL) return CKR_OK;
  if (room < size) return CKR_BUFFER_TOO_SMALL;
  /* Beyond the output lies whatever the module worked with. */
  memset(out, 0xee, room);
  for (CK_ULONG i = 0; i < size; i++) out[i] = size == length ? data[i] : (CK_BYTE)(i * 7 + i / 256);
  if (is("length", "~0")) *out_length = ~0UL;
  return CKR_OK;
}

/* Single call: the operation ends unless it only told the size. */
static CK_RV whole(CK_ULONG handle, enum kind kind, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_RV rv;
  struct session *session = running(handle, kind, &rv);
  if (session == NULL) return rv;
  rv = give(data, size, out, out_length);
  if (out != NULL && (rv == CKR_OK || is("room", "ends"))) session->kind = NOTHING;
  return rv;
}

static CK_RV part(CK_ULONG handle, enum kind kind, CK_BYTE *data, CK_ULONG size)
{
  CK_RV rv;
  struct session *session = running(handle, kind, &rv);
  if (session == NULL) return rv;
  hold(session, data, size);
  return CKR_OK;
}

/* A part that gives whole blocks of what has come so far. */
static CK_RV blocks(CK_ULONG handle, enum kind kind, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_RV rv;
  struct session *session = running(handle, kind, &rv);
  if (session == NULL) return rv;
  hold(session, data, size);
  CK_ULONG ready = session->length / 16 * 16 - session->given;
  rv = give(session->held + session->given, ready, out, out_length);
  if (rv == CKR_OK && out != NULL) session->given += ready;
  else session->length -= size;
  return rv;
}

/* Ends an operation in parts that has got none. */
static bool unfed(struct session *session)
{
  if (session->length > 0 || !is("unfed", "none")) return false;
  session->kind = NOTHING;
  return true;
}

static CK_RV finish(CK_ULONG handle, enum kind kind, CK_BYTE *out, CK_ULONG *out_length)
{
  CK_RV rv;
  struct session *session = running(handle, kind, &rv);
  if (session == NULL) return rv;
  if (kind == SIGN && unfed(session)) return CKR_OPERATION_NOT_INITIALIZED;
  rv = give(session->held + session->given, session->length - session->given, out, out_length);
  if (out != NULL && rv == CKR_OK) session->kind = NOTHING;
  return rv;
}

static CK_RV judge(struct session *session, const CK_BYTE *data, CK_ULONG size, const CK_BYTE *claimed, CK_ULONG length)
{
  session->kind = NOTHING;
  return size == length && memcmp(data, claimed, size) == 0 ? CKR_OK : CKR_SIGNATURE_INVALID;
}

#define INIT(NAME, KIND) \
  CK_RV do_C_##NAME##Init(CK_ULONG session, CK_MECHANISM *, CK_ULONG key) { return start_with(session, key, KIND); }
#define WHOLE(NAME, KIND) \
  CK_RV do_C_##NAME(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return whole(session, KIND, data, size, out, length); }
#define BLOCKS(NAME, KIND) \
  CK_RV do_C_##NAME##Update(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length) \
  { return blocks(session, KIND, data, size, out, length); }
#define PART(NAME, KIND) \
  CK_RV do_C_##NAME##Update(CK_ULONG session, CK_BYTE *data, CK_ULONG size) { return part(session, KIND, data, size); }
#define FINISH(NAME, KIND) \
  CK_RV do_C_##NAME##Final(CK_ULONG session, CK_BYTE *out, CK_ULONG *length) \
  { return finish(session, KIND, out, length); }

static CK_RV give_back(CK_ULONG session, const CK_MECHANISM *mechanism);

CK_RV do_C_EncryptInit(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key)
{
  CK_RV rv = give_back(session, mechanism);
  return rv == CKR_OK ? start_with(session, key, ENCRYPT) : rv;
}

static CK_RV one_time_password(CK_BYTE *out, CK_ULONG *length);

CK_RV do_C_SignInit(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key)
{
  return start_with(session, key, mechanism->mechanism == CKM_HOTP ? SIGN_OTP : SIGN);
}

CK_RV do_C_Sign(CK_ULONG handle, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  CK_RV rv;
  struct session *session = running(handle, SIGN_OTP, &rv);
  if (session == NULL) return whole(handle, SIGN, data, size, out, length);
  if (data != NULL || size != 0) return CKR_ARGUMENTS_BAD;
  rv = one_time_password(out, length);
  if (out != NULL && rv == CKR_OK) session->kind = NOTHING;
  return rv;
}

WHOLE(Encrypt, ENCRYPT) BLOCKS(Encrypt, ENCRYPT) FINISH(Encrypt, ENCRYPT)
INIT(Decrypt, DECRYPT) WHOLE(Decrypt, DECRYPT) BLOCKS(Decrypt, DECRYPT) FINISH(Decrypt, DECRYPT)
PART(Sign, SIGN) FINISH(Sign, SIGN)
WHOLE(Digest, DIGEST) PART(Digest, DIGEST) FINISH(Digest, DIGEST)
INIT(Verify, VERIFY) PART(Verify, VERIFY)

CK_RV do_C_DigestInit(CK_ULONG session, CK_MECHANISM *) { return start(session, DIGEST); }

CK_RV do_C_Verify(CK_ULONG handle, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
  CK_RV rv;
  struct session *session = running(handle, VERIFY, &rv);
  return session == NULL ? rv : judge(session, data, size, signature, length);
}

CK_RV do_C_VerifyFinal(CK_ULONG handle, CK_BYTE *signature, CK_ULONG length)
{
  CK_RV rv;
  struct session *session = running(handle, VERIFY, &rv);
  if (session == NULL) return rv;
  if (unfed(session)) return CKR_OPERATION_NOT_INITIALIZED;
  return judge(session, session->held, session->length, signature, length);
}

CK_RV do_C_SessionCancel(CK_ULONG handle, CK_ULONG flags)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  CK_ULONG flag = session->kind == ENCRYPT ? CKF_ENCRYPT : session->kind == DECRYPT ? CKF_DECRYPT
    : session->kind == SIGN ? CKF_SIGN : session->kind == VERIFY ? CKF_VERIFY
    : session->kind == DIGEST ? CKF_DIGEST : session->kind == FIND ? CKF_FIND_OBJECTS
    : session->kind == VERIFY_SIGNATURE ? CKF_VERIFY : 0;
  if (flags & flag) session->kind = NOTHING;
  return CKR_OK;
}

CK_RV do_C_WrapKey(CK_ULONG session, CK_MECHANISM *, CK_ULONG, CK_ULONG, CK_BYTE *out, CK_ULONG *length)
{
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : give((CK_BYTE *)"wrapped", 7, out, length);
}

CK_RV do_C_GenerateRandom(CK_ULONG session, CK_BYTE *random, CK_ULONG length)
{
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  for (CK_ULONG i = 0; i < length; i++) random[i] = i;
  return CKR_OK;
}

CK_RV do_C_SeedRandom(CK_ULONG session, CK_BYTE *, CK_ULONG)
{
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}
