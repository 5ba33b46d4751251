/*
 * A module that passes every call on to another (TARGET), until the test removes its token: then it answers as a module
 * does whose card was pulled out, and the other is not asked.
 */
#include "fake-types.h"
#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define EXPORTED __attribute__((visibility("default")))
typedef void (*target_function)(void);

static target_function target[FN_COUNT];
static volatile bool removed;

struct call {
  unsigned index;
};

static void begin(struct call *call, const char *name, unsigned index)
{
  (void)name;
  call->index = index;
}

#define record_number(call, name, value)
#define record_bytes(call, name, data, length)
#define record_pointer(call, name, pointer)
#define record_parameter(call, parameter, length)
#define record_count(call, name, value)
#define record_initialize(call, name, pointer)
#define record_mechanism(call, name, mechanism)
#define record_template(call, name, template, count)

/* PKCS #11 v3.2, 5.5 and 5.6: who asks for a slot is told that it is empty, who has a session that it is no more. */
static bool answered_by_script(struct call *call, CK_RV *rv)
{
  if (!removed) return false;
  switch (call->index) {
    case FN_C_Initialize: case FN_C_Finalize: case FN_C_GetInfo: case FN_C_GetSlotList: case FN_C_GetSlotInfo:
    case FN_C_WaitForSlotEvent: case FN_C_CloseSession:
      return false;
    case FN_C_GetTokenInfo: case FN_C_GetMechanismList: case FN_C_GetMechanismInfo: case FN_C_InitToken:
    case FN_C_OpenSession: case FN_C_CloseAllSessions:
      *rv = CKR_TOKEN_NOT_PRESENT;
      return true;
    default:
      *rv = CKR_DEVICE_REMOVED;
      return true;
  }
}

static CK_RV end(struct call *call, CK_RV rv)
{
  /* Closed all the same, so that the next world finds nothing of this one. */
  return removed && call->index == FN_C_CloseSession ? CKR_SESSION_HANDLE_INVALID : rv;
}

#define OTHERWISE(index, parameters, arguments) ((CK_RV (*) parameters)target[index])arguments
#include "fake-functions.h"

CK_RV do_C_GetSlotList(CK_BYTE present, CK_ULONG *slots, CK_ULONG *count)
{
  if (!removed || !present) return OTHERWISE(FN_C_GetSlotList, (CK_BYTE, CK_ULONG *, CK_ULONG *), (present, slots, count));
  *count = 0;
  return CKR_OK;
}

EXPORTED CK_ULONG removable_remove(CK_ULONG yes) { return removed = yes; }

struct function_list {
  CK_VERSION version;
  target_function functions[FN_COUNT];
};

/* The functions of another list, up to a version of the standard, each before its own; what it has not, this has not. */
static void wrap(struct function_list *own, const struct function_list *others, int newest)
{
  own->version = others->version;
  int count = 0;
  for (int i = 0; i < FN_COUNT; i++) {
    if (ALL[i].since > newest) continue;
    target_function function = others->functions[count];
    if (function != NULL) target[i] = function;
    own->functions[count++] = function == NULL ? NULL : (target_function)ALL[i].function;
  }
}

static void *find(const char *name)
{
  void *library = dlopen(TARGET, RTLD_NOW);
  return library == NULL ? NULL : dlsym(library, name);
}

EXPORTED CK_RV C_GetFunctionList(struct function_list **list)
{
  static struct function_list own;
  struct function_list *others;
  CK_RV (*get)(struct function_list **) = (CK_RV (*)(struct function_list **))find("C_GetFunctionList");
  if (get == NULL || get(&others) != CKR_OK) return CKR_GENERAL_ERROR;
  wrap(&own, others, 20);
  *list = &own;
  return CKR_OK;
}

/* The interfaces of vendors that are tested: the module passes them on, too. */
enum { MOST_FUNCTIONS = 2 };
static struct vendor {
  const char *interface;
  /* Of which functions the first parameter is a session. */
  bool on_session[MOST_FUNCTIONS];
  int count;
  struct {
    CK_VERSION version;
    target_function functions[MOST_FUNCTIONS];
  } own;
  target_function target[MOST_FUNCTIONS];
  CK_INTERFACE passed;
} vendors[] = {
  { .interface = "Vendor Fake", .on_session = { true, false }, .count = 2 },
  { .interface = "Vendor NSS FIPS Interface", .on_session = { true }, .count = 1 },
  { .interface = "Vendor NSS Module Interface", .on_session = { false }, .count = 1 },
};

/* All parameters are as wide as a register, and no function has more than fit into those. */
typedef CK_ULONG (*any_function)(CK_ULONG, CK_ULONG, CK_ULONG, CK_ULONG, CK_ULONG, CK_ULONG);
#define PASS_ON(v, f) \
  static CK_ULONG pass_on_##v##_##f(CK_ULONG a, CK_ULONG b, CK_ULONG c, CK_ULONG d, CK_ULONG e, CK_ULONG g) \
  { \
    if (removed && vendors[v].on_session[f]) return CKR_DEVICE_REMOVED; \
    return ((any_function)vendors[v].target[f])(a, b, c, d, e, g); \
  }
PASS_ON(0, 0) PASS_ON(0, 1) PASS_ON(1, 0) PASS_ON(2, 0)
static const target_function pass_on[][MOST_FUNCTIONS] = {
  { (target_function)pass_on_0_0, (target_function)pass_on_0_1 },
  { (target_function)pass_on_1_0 },
  { (target_function)pass_on_2_0 },
};

static void wrap_vendor(CK_INTERFACE **interface)
{
  for (unsigned v = 0; v < sizeof vendors / sizeof *vendors; v++) {
    struct vendor *vendor = &vendors[v];
    if (strcmp(vendor->interface, (const char *)(*interface)->pInterfaceName) != 0) continue;
    const struct function_list *others = (*interface)->pFunctionList;
    vendor->own.version = others->version;
    for (int f = 0; f < vendor->count; f++) {
      vendor->target[f] = others->functions[f];
      vendor->own.functions[f] = pass_on[v][f];
    }
    vendor->passed = **interface;
    vendor->passed.pFunctionList = &vendor->own;
    *interface = &vendor->passed;
  }
}

CK_RV do_C_GetInterface(CK_BYTE *name, CK_VERSION *version, void *interface, CK_ULONG flags)
{
  CK_RV rv = OTHERWISE(FN_C_GetInterface, (CK_BYTE *, CK_VERSION *, void *, CK_ULONG), (name, version, interface, flags));
  if (rv == CKR_OK) wrap_vendor(interface);
  return rv;
}

EXPORTED CK_RV C_GetInterface(CK_BYTE *name, CK_VERSION *version, CK_INTERFACE **interface, CK_ULONG flags)
{
  static struct function_list own;
  static CK_INTERFACE only;
  CK_RV (*get)(CK_BYTE *, CK_VERSION *, CK_INTERFACE **, CK_ULONG) =
    (CK_RV (*)(CK_BYTE *, CK_VERSION *, CK_INTERFACE **, CK_ULONG))find("C_GetInterface");
  CK_RV rv = get == NULL ? CKR_FUNCTION_NOT_SUPPORTED : get(name, version, interface, flags);
  if (rv != CKR_OK) return rv;
  if (version == NULL || version->major < 3) return rv;
  only = **interface;
  wrap(&own, only.pFunctionList, 10 * version->major + version->minor);
  only.pFunctionList = &own;
  *interface = &only;
  return CKR_OK;
}
