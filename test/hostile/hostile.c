/*
 * A PKCS #11 module that lies. Honest, it is a small token: keys that are always there, operations that echo, nothing
 * kept of what it is given, PINs and key values least of all. Its mood (hostile_mood) says how many of a hundred calls
 * are answered with a lie, and of which kinds; lies are drawn from a seeded generator, so that one thread meets the same
 * ones each time.
 *
 * It does what C allows a module to do and no more: it writes only into the room that it was given, and reads only what
 * it was told is there; of both it makes full use, so that under AddressSanitizer a wrong length of the caller's is
 * reported. What it says of lengths, counts and handles may be anything.
 */
#include "fake-types.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EXPORTED __attribute__((visibility("default")))

/* Kinds of lies, as bits of a mood. */
enum {
  REFUSE = 1 << 0,    /* any return value, and nothing is done */
  REGRET = 1 << 1,    /* it is done, and then any return value */
  PRETEND = 1 << 2,   /* CKR_OK, and nothing is done */
  LENGTHS = 1 << 3,   /* lengths and counts are whatever they are */
  TEXTS = 1 << 4,     /* no padding, no UTF-8 */
  NUMBERS = 1 << 5,   /* sizes, flags, versions, states */
  HANDLES = 1 << 6,   /* the same for ever, none, or any */
  VALUES = 1 << 7,    /* attributes of the wrong size and with pointers into the void */
  OVERRUN = 1 << 8,   /* all of the room is written, whatever is said of it */
  NO_ROOM = 1 << 9,   /* CKR_BUFFER_TOO_SMALL */
  DELAY = 1 << 10,
  LOSS = 1 << 11,     /* the session, the token or the module is said to be gone */
  KINDS = 12
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static CK_ULONG seed = 1, percent, kinds;
static unsigned lie; /* of the call that runs; calls run one at a time, but for their delays */
static CK_ULONG calls, lies;
static bool met[FN_COUNT + 1][KINDS]; /* which kinds of lies each function has told */
static CK_ULONG endless; /* 1: searches find one object more each time; 2: attributes are of 16 MiB */

struct call {
  unsigned index;
};

static CK_ULONG random_number(void)
{
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return seed * 0x2545f4914f6cdd1dUL;
}

static CK_ULONG below(CK_ULONG limit) { return (random_number() >> 20) % limit; }

static void noise(void *data, CK_ULONG length)
{
  for (CK_ULONG i = 0; i < length; i++) ((CK_BYTE *)data)[i] = (CK_BYTE)(random_number() >> 32);
}

/* Anything but the truth, or by chance that. */
static CK_ULONG odd(CK_ULONG truth, CK_ULONG room)
{
  const CK_ULONG answers[] = { 0, truth - 1, truth + 1, ~0UL, 1UL << 31, 1UL << 63, room, room + 1, room - 1, ~0UL >> 1,
    1UL << 32, 1UL << 24, (1UL << 24) + 1, truth * 2, below(256), random_number() };
  return answers[below(sizeof answers / sizeof *answers)];
}

static CK_RV any_rv(void)
{
  static const CK_RV known[] = { CKR_CANCEL, CKR_HOST_MEMORY, CKR_GENERAL_ERROR, CKR_FUNCTION_FAILED, CKR_ARGUMENTS_BAD,
    CKR_NO_EVENT, CKR_CANT_LOCK, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
    CKR_DATA_LEN_RANGE, CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_ENCRYPTED_DATA_INVALID, CKR_FUNCTION_CANCELED,
    CKR_FUNCTION_NOT_PARALLEL, CKR_FUNCTION_NOT_SUPPORTED, CKR_KEY_HANDLE_INVALID, CKR_MECHANISM_INVALID,
    CKR_MECHANISM_PARAM_INVALID, CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
    CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_COUNT, CKR_SESSION_EXISTS, CKR_SIGNATURE_INVALID,
    CKR_SIGNATURE_LEN_RANGE, CKR_TEMPLATE_INCOMPLETE, CKR_TOKEN_NOT_RECOGNIZED, CKR_USER_ALREADY_LOGGED_IN,
    CKR_USER_NOT_LOGGED_IN, CKR_USER_TYPE_INVALID, CKR_RANDOM_NO_RNG, CKR_BUFFER_TOO_SMALL, CKR_SAVED_STATE_INVALID,
    CKR_CRYPTOKI_ALREADY_INITIALIZED, CKR_AEAD_DECRYPT_FAILED, CKR_ACTION_PROHIBITED, CKR_PENDING,
    0x80000000UL, 0x80000123UL, ~0UL, 1UL << 31, 1UL << 63, 0x7fffffffUL, 1UL << 32, 0x1ffUL };
  switch (below(8)) {
    case 0: return random_number();
    case 1: return below(0x210); /* all of the standard's, and what lies between them */
    default: return known[below(sizeof known / sizeof *known)];
  }
}

static CK_RV any_loss(void)
{
  static const CK_RV known[] = { CKR_SESSION_HANDLE_INVALID, CKR_SESSION_CLOSED, CKR_DEVICE_REMOVED,
    CKR_TOKEN_NOT_PRESENT, CKR_CRYPTOKI_NOT_INITIALIZED };
  return known[below(sizeof known / sizeof *known)];
}

/* What the generated functions do before and after each call. */

static void begin(struct call *call, const char *name, unsigned index)
{
  (void)name;
  call->index = index;
}

#define record_number(call, name, value)
#define record_bytes(call, name, data, length)
#define record_pointer(call, name, pointer)
#define record_count(call, name, value)
#define record_initialize(call, name, pointer)
#define record_mechanism(call, name, mechanism) check_mechanism((call)->index, mechanism)
#define record_parameter(call, parameter, length) (sink = sum(parameter, length))
#define record_template(call, name, template, count) ((void)0)

static volatile CK_BYTE sink;

/* Reads every byte that the caller says is there. */
static CK_BYTE sum(const CK_BYTE *data, CK_ULONG length)
{
  CK_BYTE total = 0;
  for (CK_ULONG i = 0; i < length; i++) total += data[i];
  return total;
}

static void check_mechanism(unsigned function, const CK_MECHANISM *mechanism)
{
  sink = sum(mechanism->pParameter, mechanism->ulParameterLen);
  /* There it is the parameter of a message, of the same size. */
  if (function == FN_C_WrapKeyAuthenticated || function == FN_C_UnwrapKeyAuthenticated) {
    const CK_GCM_MESSAGE_PARAMS *gcm = mechanism->pParameter;
    sink = sum(gcm->pIv, gcm->ulIvLen) + sum(gcm->pTag, gcm->ulTagBits / 8);
    return;
  }
  if (mechanism->mechanism != CKM_AES_GCM || mechanism->ulParameterLen != sizeof(CK_GCM_PARAMS)) return;
  const CK_GCM_PARAMS *gcm = mechanism->pParameter;
  sink = sum(gcm->pIv, gcm->ulIvLen) + sum(gcm->pAAD, gcm->ulAADLen);
}

static void check_template(const CK_ATTRIBUTE *template, CK_ULONG count)
{
  for (CK_ULONG i = 0; i < count; i++) sink = sum(template[i].pValue, template[i].ulValueLen);
}

static bool answered_by_script(struct call *call, CK_RV *rv)
{
  pthread_mutex_lock(&lock);
  calls++;
  lie = 0;
  if (below(100) >= percent || kinds == 0) return false;
  lies++;
  do lie = 1U << below(KINDS); while ((lie & kinds) == 0);
  for (int kind = 0; kind < KINDS; kind++) if (lie == 1U << kind) met[call->index][kind] = true;
  if (lie == DELAY) {
    struct timespec time = { .tv_sec = 0, .tv_nsec = (long)below(3000000) };
    pthread_mutex_unlock(&lock);
    nanosleep(&time, NULL);
    pthread_mutex_lock(&lock);
    lie = 0;
  }
  if (lie == REFUSE) *rv = any_rv();
  if (lie == LOSS) *rv = any_loss();
  if (lie == PRETEND) *rv = CKR_OK;
  return (lie & (REFUSE | LOSS | PRETEND)) != 0;
}

static CK_RV end(struct call *call, CK_RV rv)
{
  (void)call;
  if (lie == REGRET) rv = any_rv();
  pthread_mutex_unlock(&lock);
  return rv;
}

#include "fake-functions.h"

/* For the tests: the mood, and what it has come to. */

EXPORTED CK_ULONG hostile_mood(CK_ULONG of_a_hundred, CK_ULONG which, CK_ULONG start)
{
  pthread_mutex_lock(&lock);
  percent = of_a_hundred;
  kinds = which;
  if (start != 0) seed = start;
  pthread_mutex_unlock(&lock);
  return CKR_OK;
}

EXPORTED CK_ULONG hostile_endless(CK_ULONG manner) { return endless = manner; }
EXPORTED CK_ULONG hostile_calls(void) { return calls; }
EXPORTED CK_ULONG hostile_lies(void) { return lies; }

/* How many functions have told a lie of that kind, and how many there are. */
EXPORTED CK_ULONG hostile_met(CK_ULONG kind)
{
  CK_ULONG count = 0;
  for (int i = 0; i < FN_COUNT; i++) count += met[i][kind];
  return count;
}
EXPORTED CK_ULONG hostile_functions(void) { return FN_COUNT; }

/* What a module could do to its caller's memory, for the test of the tests: reads and writes as many bytes as it likes. */
EXPORTED CK_ULONG hostile_read(const CK_BYTE *data, CK_ULONG length) { return sum(data, length); }
EXPORTED CK_ULONG hostile_write(CK_BYTE *data, CK_ULONG length)
{
  for (CK_ULONG i = 0; i < length; i++) data[i] = (CK_BYTE)i;
  return CKR_OK;
}

#include "honest.h"
#include "interfaces.h"
