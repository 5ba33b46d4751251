/* The honest token, and where in its answers the lies go. */

enum kind { NOTHING, ENCRYPT, DECRYPT, SIGN, VERIFY, DIGEST, FIND, SIGN_RECOVER, VERIFY_RECOVER, MESSAGES };

#define MOST_SESSIONS 4096
#define MOST_OBJECTS 4096
/* Objects that are always there, for searches to find: key pairs, secret keys, data, certificates, parameters. */
#define STANDING 70

static struct session {
  CK_ULONG handle;
  bool writable;
  enum kind kind;
  CK_ULONG cursor, tag;
  CK_BYTE total, claimed;
} sessions[MOST_SESSIONS];

/* Of what is made only its class, its type, its length and what it may be used for are kept. */
static struct object { CK_ULONG handle, class, type, refused, length; } objects[MOST_OBJECTS];
static CK_ULONG opened, created;
static bool logged_in;

static const struct { CK_ULONG class, type; } STANDARD[] = {
  { CKO_SECRET_KEY, CKK_AES }, { CKO_PRIVATE_KEY, CKK_RSA }, { CKO_PUBLIC_KEY, CKK_RSA }, { CKO_SECRET_KEY, CKK_GENERIC_SECRET },
  { CKO_PRIVATE_KEY, CKK_EC }, { CKO_PUBLIC_KEY, CKK_EC }, { CKO_DATA, 0 }, { CKO_CERTIFICATE, 0 },
  { CKO_DOMAIN_PARAMETERS, CKK_DH }, { CKO_PUBLIC_KEY, CKK_DSA },
};
#define KINDS_OF_OBJECTS (sizeof STANDARD / sizeof *STANDARD)

static struct session *session_of(CK_ULONG handle)
{
  struct session *session = &sessions[handle % MOST_SESSIONS];
  return handle != 0 && session->handle == handle ? session : NULL;
}

static bool object_of(CK_ULONG handle, struct object *found)
{
  if (handle >= 1 && handle <= STANDING) {
    CK_ULONG which = (handle - 1) % KINDS_OF_OBJECTS;
    *found = (struct object){ handle, STANDARD[which].class, STANDARD[which].type, 0, 32 };
    return true;
  }
  *found = objects[handle % MOST_OBJECTS];
  return handle != 0 && found->handle == handle;
}

static CK_ULONG handle(CK_ULONG truth)
{
  const CK_ULONG answers[] = { 0, 1, ~0UL, 1UL << 63, 1UL << 31, random_number(), truth };
  return lie == HANDLES ? answers[below(7)] : truth;
}

static CK_ULONG number(CK_ULONG truth) { return lie == NUMBERS ? odd(truth, truth) : truth; }

static void text(CK_BYTE *field, CK_ULONG size, const char *value)
{
  memset(field, ' ', size);
  memcpy(field, value, strlen(value));
  if (lie != TEXTS) return;
  switch (below(4)) {
    case 0: noise(field, size); break;
    case 1: memset(field, 0, size); break;
    case 2: memset(field, 0xff, size); break;
    default: memcpy(field + size - 2, "\xc3\x28", 2); /* a sequence that breaks off */
  }
}

/* General-purpose, slots and tokens */

CK_RV do_C_Initialize(void *args)
{
  (void)args;
  memset(sessions, 0, sizeof sessions);
  logged_in = false;
  return CKR_OK;
}

CK_RV do_C_Finalize(void *reserved) { return reserved == NULL ? CKR_OK : CKR_ARGUMENTS_BAD; }

CK_RV do_C_GetInfo(CK_INFO *info)
{
  info->cryptokiVersion = (CK_VERSION){ (CK_BYTE)number(3), (CK_BYTE)number(2) };
  text(info->manufacturerID, sizeof info->manufacturerID, "nobody");
  text(info->libraryDescription, sizeof info->libraryDescription, "hostile");
  info->flags = number(0);
  return CKR_OK;
}

static CK_RV list(const CK_ULONG *values, CK_ULONG actual, CK_ULONG *array, CK_ULONG *count)
{
  CK_ULONG room = *count;
  *count = lie == LENGTHS ? odd(actual, room) : actual;
  if (array == NULL) return CKR_OK;
  if (lie == NO_ROOM || room < actual) return CKR_BUFFER_TOO_SMALL;
  if (lie == OVERRUN) noise(array, room * sizeof *array);
  for (CK_ULONG i = 0; i < actual; i++) array[i] = handle(values[i]);
  return CKR_OK;
}

CK_RV do_C_GetSlotList(CK_BYTE present, CK_ULONG *array, CK_ULONG *count)
{
  static const CK_ULONG slots[] = { 7, 8 };
  return list(slots, present ? 1 : 2, array, count);
}

CK_RV do_C_GetSlotInfo(CK_ULONG slot, CK_SLOT_INFO *info)
{
  text(info->slotDescription, sizeof info->slotDescription, "a slot");
  text(info->manufacturerID, sizeof info->manufacturerID, "nobody");
  info->flags = number(CKF_TOKEN_PRESENT);
  return slot == 7 || slot == 8 ? CKR_OK : CKR_SLOT_ID_INVALID;
}

CK_RV do_C_GetTokenInfo(CK_ULONG slot, CK_TOKEN_INFO *info)
{
  CK_ULONG *numbers = &info->ulMaxSessionCount;
  text(info->label, sizeof info->label, "HOSTILE");
  text(info->manufacturerID, sizeof info->manufacturerID, "nobody");
  text(info->model, sizeof info->model, "none");
  text(info->serialNumber, sizeof info->serialNumber, "0001");
  text(info->utcTime, sizeof info->utcTime, lie == NUMBERS ? "20261399256199" : "2026010112000000");
  for (int i = 0; i < 10; i++) numbers[i] = number(i < 4 ? 0 : 64);
  info->flags = number(CKF_TOKEN_INITIALIZED | CKF_USER_PIN_INITIALIZED | CKF_LOGIN_REQUIRED | CKF_CLOCK_ON_TOKEN);
  return slot == 7 ? CKR_OK : CKR_TOKEN_NOT_PRESENT;
}

CK_RV do_C_GetMechanismList(CK_ULONG slot, CK_ULONG *array, CK_ULONG *count)
{
  static const CK_ULONG offered[] = { CKM_AES_KEY_GEN, CKM_AES_ECB, CKM_AES_CBC_PAD, CKM_AES_GCM, CKM_AES_CMAC,
    CKM_AES_KEY_WRAP, CKM_AES_KEY_WRAP_PAD, CKM_AES_ECB_ENCRYPT_DATA, CKM_SHA256, CKM_GENERIC_SECRET_KEY_GEN,
    CKM_SHA512_HMAC, CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_PKCS, CKM_SHA512_RSA_PKCS, CKM_RSA_PKCS_OAEP,
    CKM_EC_KEY_PAIR_GEN, CKM_ECDSA, CKM_ECDSA_SHA512, CKM_ECDH1_DERIVE, CKM_DH_PKCS_KEY_PAIR_GEN,
    CKM_DH_PKCS_PARAMETER_GEN, CKM_ML_KEM };
  return slot == 7 ? list(offered, sizeof offered / sizeof *offered, array, count) : CKR_SLOT_ID_INVALID;
}

CK_RV do_C_GetMechanismInfo(CK_ULONG slot, CK_ULONG mechanism, CK_MECHANISM_INFO *info)
{
  CK_ULONG flags = mechanism == CKM_AES_GCM ? CKF_MESSAGE_ENCRYPT | CKF_MESSAGE_DECRYPT : CKF_HW;
  *info = (CK_MECHANISM_INFO){ number(16), number(32), number(flags) };
  return slot == 7 ? CKR_OK : CKR_SLOT_ID_INVALID;
}

CK_RV do_C_InitToken(CK_ULONG, CK_BYTE *pin, CK_ULONG length, CK_BYTE *label)
{
  sink = sum(pin, length) + sum(label, 32);
  return CKR_SESSION_EXISTS;
}

CK_RV do_C_WaitForSlotEvent(CK_ULONG, CK_ULONG *slot, void *)
{
  *slot = handle(7);
  return lie == HANDLES || lie == LENGTHS ? CKR_OK : CKR_NO_EVENT;
}

/* Sessions and login */

CK_RV do_C_OpenSession(CK_ULONG slot, CK_ULONG flags, void *, void *, CK_ULONG *result)
{
  if (slot != 7) return CKR_SLOT_ID_INVALID;
  for (CK_ULONG tries = 0; tries < MOST_SESSIONS; tries++) {
    struct session *session = &sessions[++opened % MOST_SESSIONS];
    if (session->handle != 0 || opened % MOST_SESSIONS == 0) continue;
    *session = (struct session){ .handle = opened, .writable = flags & CKF_RW_SESSION };
    *result = handle(opened);
    return CKR_OK;
  }
  return CKR_SESSION_COUNT;
}

CK_RV do_C_CloseSession(CK_ULONG which)
{
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  session->handle = 0;
  return CKR_OK;
}

CK_RV do_C_GetSessionInfo(CK_ULONG which, CK_SESSION_INFO *info)
{
  if (session_of(which) == NULL) return CKR_SESSION_HANDLE_INVALID;
  *info = (CK_SESSION_INFO){ handle(7), number(CKS_RW_USER_FUNCTIONS), number(CKF_SERIAL_SESSION), number(0) };
  return CKR_OK;
}

CK_RV do_C_Login(CK_ULONG which, CK_ULONG user, CK_BYTE *pin, CK_ULONG length)
{
  if (session_of(which) == NULL) return CKR_SESSION_HANDLE_INVALID;
  sink = sum(pin, length);
  if (user == CKU_CONTEXT_SPECIFIC) return CKR_OK;
  if (logged_in) return CKR_USER_ALREADY_LOGGED_IN;
  logged_in = true;
  return CKR_OK;
}

CK_RV do_C_LoginUser(CK_ULONG which, CK_ULONG user, CK_BYTE *pin, CK_ULONG length, CK_BYTE *name, CK_ULONG size)
{
  sink = sum(name, size);
  return do_C_Login(which, user, pin, length);
}

CK_RV do_C_Logout(CK_ULONG which)
{
  logged_in = false;
  return session_of(which) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

CK_RV do_C_InitPIN(CK_ULONG which, CK_BYTE *pin, CK_ULONG length)
{
  sink = sum(pin, length);
  return session_of(which) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

CK_RV do_C_SetPIN(CK_ULONG which, CK_BYTE *old, CK_ULONG old_length, CK_BYTE *new, CK_ULONG new_length)
{
  sink = sum(old, old_length) + sum(new, new_length);
  return session_of(which) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

#include "honest-objects.h"
#include "honest-operations.h"
#include "honest-late.h"
