/*
 * A PKCS #11 module that misbehaves on demand. It is a fake, and stands only for what no real module here can do:
 * return values, lengths, lists and timing that break the standard or come once in a blue moon. What a real token can
 * show is tested with a real token.
 *
 * Its cryptography is an echo: ciphertext, signature and digest are the input itself, blocks of 16 bytes at a time
 * where there are parts, and a signature is good if it equals the data. So a test sees what reached the module.
 *
 * Set when it is compiled, for what a library learns before it can pass a script:
 *
 *   GET_INTERFACE_RV        what C_GetInterface returns, instead of an interface
 *   INTERFACE_MAJOR, _MINOR the version of the interface's function list (3.2); LIST_MAJOR, LIST_MINOR (2.40): that of
 *                           C_GetFunctionList's
 *   NO_GET_INTERFACE        there is no C_GetInterface, as in modules of version 2
 *   NULL_INTERFACE          C_GetInterface returns CKR_OK and NULL; NULL_INTERFACE_LIST: an interface without a list
 *   WITHOUT                 names of functions that are NULL in both lists; INTERFACE_WITHOUT: in the interface's
 *   SCRIPT                  the script if C_Initialize gets none
 *
 * The script (see script.h) knows besides: cant-lock=1, slots=N, slot-id=N, slot-count=N (what the query for the size
 * says, whatever there is), mechanisms=N (how many of its own it lists), offer=N,N (more
 * that it lists), mechanism-count=N; token-label=, manufacturer=,
 * model=, serial=, utc-time=, description= (`hex:…` for bytes as they are, anything else is padded with blanks),
 * user-type=N (a vendor's type of user), token-flags=N, numbers=N (every number of CK_TOKEN_INFO); sessions=N (no more than these), session-handle=N and
 * object-handle=N (where handles begin), pin=TEXT, device-error=N (secret: 1
 * while the last PIN or key value can still be read where the library passed it), stuck=N (an operation is for ever active in the Nth session that is
 * opened), find=same (the first object for ever), find=round (all objects, round and round), output=N (N bytes, and
 * not an echo), length=silent (too small: the length stays as it was), length=untouched (always),
 * length=unless-asked (unless there is no buffer), length=~0,
 * room=never (always too small), room=more (always one byte too small), room=ends (too small ends the operation), unfed=none (C_SignFinal
 * and C_VerifyFinal without a part know of no operation), attributes=stop (at the first fault, the rest
 * untouched), attr:TYPE=fails (the whole call does), sensitive, missing (faults), none (CKR_OK and a length of ~0), dangling (length 0 and a pointer
 * into the void), long (more than there was room for) or hex:… (this value);
 * pending=N (in an asynchronous session answers come at the Nth question), async=no (there are none), unsaveable=1 (and
 * C_AsyncGetID refuses);
 * private=login (objects with CKA_PRIVATE and the operations of such keys are there until the logout, and keys are looked
 * for), mechanism-flags=N, nonce=none (a message without a nonce), nonce=own (AES-GCM writes
 * a nonce of its own over zeros, and takes no other), otp=astray (a one-time password that is elsewhere), event=SLOT (C_WaitForSlotEvent tells of it; also with @ and
 * *), events=no (it is not supported), absent=SLOT (its token is not there, by C_GetSlotList; the same).
 */
#include "fake-types.h"
#include "script.h"
#include "fake-functions.h"

#define EXPORTED __attribute__((visibility("default")))
#define MANY 1024
#define FIRST_OF_VENDORS 0x80000000UL

enum kind { NOTHING, ENCRYPT, DECRYPT, SIGN, VERIFY, DIGEST, FIND, ENCRYPT_MESSAGES, DECRYPT_MESSAGES, SIGN_MESSAGES,
            VERIFY_MESSAGES, VERIFY_SIGNATURE, SIGN_OTP };

static struct session {
  CK_ULONG handle, slot;
  bool writable, stuck, later, private;
  enum kind kind;
  CK_BYTE *held, *claimed;
  CK_ULONG length, given, cursor, claimed_length;
  const void *message;
} sessions[MANY];

static struct object {
  CK_ULONG handle, session, count;
  bool stored, private;
  CK_ATTRIBUTE *attributes;
} objects[MANY];

static unsigned opened, created, slot_queries, mechanism_queries;
static bool logged_in;

static CK_ULONG first_of(const char *name) { return number(name, 1); }

static struct session *session_of(CK_ULONG handle)
{
  for (int i = 0; handle != 0 && i < MANY; i++) if (sessions[i].handle == handle) return &sessions[i];
  return NULL;
}

static struct object *object_of(CK_ULONG handle)
{
  for (int i = 0; handle != 0 && i < MANY; i++) {
    if (objects[i].handle == handle) return objects[i].private && !logged_in ? NULL : &objects[i];
  }
  return NULL;
}

static void fill(CK_BYTE *field, size_t size, const char *name, const char *otherwise)
{
  const char *value = setting(name);
  size_t length = value == NULL ? strlen(otherwise) : strcspn(value, ";");
  if (value == NULL) value = otherwise;
  memset(field, ' ', size);
  if (strncmp(value, "hex:", 4) != 0) memcpy(field, value, length < size ? length : size);
  else for (size_t i = 0; i < size && 2 * i + 4 < length; i++) sscanf(value + 4 + 2 * i, "%2hhx", field + i);
}

/* The secret that came last, and where it lay in the caller's memory: is it still there? */
static struct { const void *at; CK_BYTE copy[64]; CK_ULONG length; } secret;

static void remember(const void *data, CK_ULONG length)
{
  secret.at = data;
  secret.length = length < sizeof secret.copy ? length : sizeof secret.copy;
  if (length > 0) memcpy(secret.copy, data, secret.length);
}

/* Looks where the library has long been: on purpose, and no fault that the sanitizer is to report. */
__attribute__((no_sanitize_address)) static bool remains(void)
{
  CK_ULONG same = 0;
  while (secret.at != NULL && same < secret.length && ((const CK_BYTE *)secret.at)[same] == secret.copy[same]) same++;
  return secret.at != NULL && secret.length > 0 && same == secret.length;
}

/* General-purpose, slots and tokens */

CK_RV do_C_Initialize(void *pointer)
{
  CK_C_INITIALIZE_ARGS *args = pointer;
  if (number("cant-lock", 0) && args != NULL && args->flags & CKF_OS_LOCKING_OK) return CKR_CANT_LOCK;
  memset(sessions, 0, sizeof sessions);
  memset(objects, 0, sizeof objects);
  secret.at = NULL;
  opened = created = slot_queries = mechanism_queries = 0;
  logged_in = false;
  return CKR_OK;
}

CK_RV do_C_Finalize(void *reserved) { return reserved == NULL ? CKR_OK : CKR_ARGUMENTS_BAD; }

#ifdef DESCRIBED_BY
extern const char *DESCRIBED_BY(int);
#endif

CK_RV do_C_GetInfo(CK_INFO *info)
{
  info->cryptokiVersion = (CK_VERSION){ 3, 2 };
  info->libraryVersion = (CK_VERSION){ 1, 7 };
  fill(info->manufacturerID, 32, "manufacturer", "nobody");
#ifdef DESCRIBED_BY
  fill(info->libraryDescription, 32, "description", DESCRIBED_BY(0));
#else
  fill(info->libraryDescription, 32, "description", "a fake");
#endif
  return CKR_OK;
}

/* Lists whose length is asked for first; what the query says may differ from what there is. */
static CK_RV list(const char *count_setting, unsigned *queries, CK_ULONG actual, CK_ULONG *array, CK_ULONG *count)
{
  CK_ULONG room = *count, claimed;
  if (array == NULL) {
    *count = due(count_setting, ++*queries, &claimed) ? claimed : actual;
    return CKR_OK;
  }
  *count = actual;
  return room < actual ? CKR_BUFFER_TOO_SMALL : CKR_OK;
}

CK_RV do_C_GetSlotList(CK_BYTE present, CK_ULONG *array, CK_ULONG *count)
{
  CK_ULONG all = number("slots", 1), gone;
  bool without = present && due("absent", counts[FN_C_GetSlotList], &gone);
  CK_ULONG actual = all - without;
  CK_RV rv = list("slot-count", &slot_queries, actual, array, count);
  for (CK_ULONG i = 0, at = 0; rv == CKR_OK && array != NULL && i < all; i++) {
    if (!without || number("slot-id", 7) + i != gone) array[at++] = number("slot-id", 7) + i;
  }
  return present > 1 ? CKR_ARGUMENTS_BAD : rv;
}

CK_RV do_C_GetSlotInfo(CK_ULONG slot, CK_SLOT_INFO *info)
{
  memset(info, 0, sizeof *info);
  fill(info->slotDescription, 64, "description", "a slot");
  fill(info->manufacturerID, 32, "manufacturer", "nobody");
  info->flags = CKF_TOKEN_PRESENT;
  return slot < number("slot-id", 7) ? CKR_SLOT_ID_INVALID : CKR_OK;
}

CK_RV do_C_GetTokenInfo(CK_ULONG slot, CK_TOKEN_INFO *info)
{
  CK_ULONG *numbers = &info->ulMaxSessionCount;
  if (slot < number("slot-id", 7)) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  fill(info->label, 32, "token-label", "FAKE");
  fill(info->manufacturerID, 32, "manufacturer", "nobody");
  fill(info->model, 16, "model", "none");
  fill(info->serialNumber, 16, "serial", "0001");
  fill(info->utcTime, 16, "utc-time", "");
  for (int i = 0; i < 10; i++) numbers[i] = number("numbers", 0);
  info->flags = number("token-flags", CKF_TOKEN_INITIALIZED | CKF_USER_PIN_INITIALIZED | CKF_LOGIN_REQUIRED);
  return CKR_OK;
}

CK_RV do_C_GetMechanismList(CK_ULONG slot, CK_ULONG *array, CK_ULONG *count)
{
  static const CK_ULONG offered[] = { CKM_AES_CBC_PAD, CKM_AES_KEY_GEN, CKM_AES_GCM, CKM_AES_CMAC, CKM_SHA256,
    CKM_GENERIC_SECRET_KEY_GEN, CKM_SHA512_HMAC, CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_SHA512_RSA_PKCS, CKM_RSA_PKCS_OAEP,
    CKM_EC_EDWARDS_KEY_PAIR_GEN, CKM_EDDSA, CKM_EC_KEY_PAIR_GEN, CKM_ECDSA, CKM_AES_KEY_WRAP,
    CKM_ML_KEM_KEY_PAIR_GEN, CKM_ML_KEM };
  CK_ULONG own = number("mechanisms", sizeof offered / sizeof *offered);
  CK_ULONG more[64], actual = own;
  char *rest = (char *)setting("offer");
  for (; rest != NULL && actual - own < 64; actual++) {
    more[actual - own] = strtoul(rest, &rest, 0);
    rest = *rest == ',' ? rest + 1 : NULL;
  }
  CK_RV rv = list("mechanism-count", &mechanism_queries, actual, array, count);
  if (rv == CKR_OK && array != NULL) {
    memcpy(array, offered, own * sizeof *offered);
    memcpy(array + own, more, (actual - own) * sizeof *more);
  }
  return slot < number("slot-id", 7) ? CKR_SLOT_ID_INVALID : rv;
}

/* Sessions and login */

CK_RV do_C_OpenSession(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *handle)
{
  CK_ULONG open = 0;
  for (int i = 0; i < MANY; i++) open += sessions[i].handle != 0;
  if (opened == MANY || open >= number("sessions", MANY)) return CKR_SESSION_COUNT;
  if (application != NULL || notify != NULL || !(flags & CKF_SERIAL_SESSION)) return CKR_ARGUMENTS_BAD;
  if (flags & CKF_ASYNC_SESSION && is("async", "no")) return CKR_SESSION_ASYNC_NOT_SUPPORTED;
  struct session *session = &sessions[opened];
  *session = (struct session){ .handle = first_of("session-handle") + opened, .slot = slot };
  session->writable = flags & CKF_RW_SESSION;
  session->later = flags & CKF_ASYNC_SESSION;
  session->stuck = ++opened == number("stuck", 0);
  *handle = session->handle;
  return CKR_OK;
}

/* PKCS #11 v3.2, 5.6.9: private objects of sessions are destroyed. That operations end, too, is left to the module. */
static void log_out(void)
{
  logged_in = false;
  for (int i = 0; i < MANY; i++) {
    if (objects[i].private && !objects[i].stored) objects[i].handle = 0;
    if (sessions[i].private) sessions[i].kind = NOTHING;
  }
}

CK_RV do_C_CloseSession(CK_ULONG handle)
{
  struct session *session = session_of(handle);
  bool last = true;
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  free(session->held);
  *session = (struct session){ 0 };
  for (int i = 0; i < MANY; i++) {
    if (objects[i].session == handle && !objects[i].stored) objects[i].handle = 0;
    if (sessions[i].handle != 0) last = false;
  }
  if (last) log_out();
  return CKR_OK;
}

CK_RV do_C_CloseAllSessions(CK_ULONG slot)
{
  if (slot < number("slot-id", 7)) return CKR_SLOT_ID_INVALID;
  for (int i = 0; i < MANY; i++) if (sessions[i].handle != 0 && sessions[i].slot == slot) do_C_CloseSession(sessions[i].handle);
  return CKR_OK;
}

CK_RV do_C_GetSessionInfo(CK_ULONG handle, CK_SESSION_INFO *info)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  info->slotID = session->slot;
  info->flags = CKF_SERIAL_SESSION | (session->writable ? CKF_RW_SESSION : 0);
  info->state = session->writable ? (logged_in ? CKS_RW_USER_FUNCTIONS : CKS_RW_PUBLIC_SESSION)
                                  : (logged_in ? CKS_RO_USER_FUNCTIONS : CKS_RO_PUBLIC_SESSION);
  info->ulDeviceError = is("device-error", "secret") ? remains() : number("device-error", 0);
  return CKR_OK;
}

CK_RV do_C_Login(CK_ULONG handle, CK_ULONG user, CK_BYTE *pin, CK_ULONG length)
{
  const char *expected = setting("pin");
  if (session_of(handle) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (user > CKU_CONTEXT_SPECIFIC && user < FIRST_OF_VENDORS && user != number("user-type", 0)) return CKR_USER_TYPE_INVALID;
  if (user == CKU_CONTEXT_SPECIFIC ? session_of(handle)->kind == NOTHING : logged_in)
    return logged_in ? CKR_USER_ALREADY_LOGGED_IN : CKR_OPERATION_NOT_INITIALIZED;
  remember(pin, length);
  if (expected != NULL && (length != strcspn(expected, ";") || memcmp(pin, expected, length) != 0))
    return CKR_PIN_INCORRECT;
  if (user != CKU_CONTEXT_SPECIFIC) logged_in = true;
  return CKR_OK;
}

CK_RV do_C_Logout(CK_ULONG handle)
{
  if (session_of(handle) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (!logged_in) return CKR_USER_NOT_LOGGED_IN;
  log_out();
  return CKR_OK;
}

#include "objects.h"
#include "operations.h"
#include "messages.h"
#include "v3.h"
#include "pending.h"
#include "outputs.h"
#include "vendor.h"

/* Interfaces */

#ifndef INTERFACE_MAJOR
#define INTERFACE_MAJOR 3
#define INTERFACE_MINOR 2
#endif
#ifndef LIST_MAJOR
#define LIST_MAJOR 2
#define LIST_MINOR 40
#endif
#ifndef WITHOUT
#define WITHOUT ""
#endif
#ifndef INTERFACE_WITHOUT
#define INTERFACE_WITHOUT ""
#endif

struct function_list {
  CK_VERSION version;
  generic functions[FN_COUNT];
};

static bool listed(const char *names, const char *name)
{
  size_t length = strlen(name);
  const char *at = strstr(names, name);
  return at != NULL && (at[length] == '\0' || at[length] == ' ');
}

static void build(struct function_list *list, CK_BYTE major, CK_BYTE minor, int newest, const char *without)
{
  *list = (struct function_list){ .version = { major, minor } };
  int count = 0;
  for (int i = 0; i < FN_COUNT; i++) {
    if (ALL[i].since > newest) continue;
    bool missing = listed(WITHOUT, ALL[i].name) || listed(without, ALL[i].name);
    list->functions[count++] = missing ? NULL : ALL[i].function;
  }
}

#ifndef NO_GET_FUNCTION_LIST
EXPORTED CK_RV C_GetFunctionList(struct function_list **list)
{
  static struct function_list old;
  build(&old, LIST_MAJOR, LIST_MINOR, 20, "");
  *list = &old;
  return CKR_OK;
}
#endif

#ifndef NO_GET_INTERFACE
EXPORTED CK_RV C_GetInterface(CK_BYTE *name, CK_VERSION *version, CK_INTERFACE **interface, CK_ULONG flags)
{
  static struct function_list newest;
  static CK_INTERFACE only = { (CK_BYTE *)"PKCS 11", &newest, 0 };
  build(&newest, INTERFACE_MAJOR, INTERFACE_MINOR, INTERFACE_MAJOR == 3 ? 30 + INTERFACE_MINOR : 20,
        INTERFACE_WITHOUT);
  if (strcmp((char *)name, "PKCS 11") != 0 || version == NULL || flags != 0) return CKR_ARGUMENTS_BAD;
#ifdef NULL_INTERFACE_LIST
  only.pFunctionList = NULL;
#endif
  *interface = &only;
#ifdef NULL_INTERFACE
  *interface = NULL;
#endif
#ifdef GET_INTERFACE_RV
  return GET_INTERFACE_RV;
#else
  return CKR_OK;
#endif
}
#endif

__attribute__((destructor)) static void unloaded(void) { write_line("unloaded\n", 9); }
