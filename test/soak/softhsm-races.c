/*
 * What SoftHSM does when one thread makes and destroys objects while others search, with nothing in between: the evidence
 * for what docs/safety.md says of its races, and for what the soak keeps apart. Prints which return values each function
 * gave. Each thread has native sessions of its own, and the module was told that there are threads.
 *
 *   cc -pthread $(pkg-config --cflags p11-kit-1) test/soak/softhsm-races.c -o races
 *   node scripts/tokens.mjs run softhsm2 ./races
 */
#define CRYPTOKI_COMPAT 1
#include <p11-kit/pkcs11.h>

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECONDS 5
#define SEARCHERS 3

static CK_FUNCTION_LIST_PTR p11;
static CK_SLOT_ID slot;
static time_t until;
static int reads, closes;

/* Who found what: counted by place, `name` and return value. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { const char *name; CK_RV rv; unsigned long count; } seen[64];

static CK_RV note(const char *name, CK_RV rv) {
  pthread_mutex_lock(&lock);
  int i = 0;
  while (seen[i].name && (strcmp(seen[i].name, name) || seen[i].rv != rv)) i++;
  seen[i].name = name;
  seen[i].rv = rv;
  seen[i].count++;
  pthread_mutex_unlock(&lock);
  return rv;
}

static CK_SESSION_HANDLE open_session(void) {
  CK_SESSION_HANDLE session = 0;
  note("C_OpenSession", p11->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session));
  return session;
}

static void *make(void *unused) {
  CK_SESSION_HANDLE session = open_session();
  CK_OBJECT_CLASS class = CKO_DATA;
  CK_BBOOL yes = CK_TRUE;
  CK_BYTE value[16] = {1}, copy[16];
  CK_ATTRIBUTE template[] = {
    {CKA_CLASS, &class, sizeof class}, {CKA_TOKEN, &yes, 1}, {CKA_PRIVATE, &yes, 1}, {CKA_VALUE, value, sizeof value}};
  while (time(NULL) < until) {
    CK_OBJECT_HANDLE object;
    if (note("C_CreateObject", p11->C_CreateObject(session, template, 4, &object)) != CKR_OK) continue;
    CK_ATTRIBUTE wanted = {CKA_VALUE, copy, sizeof copy};
    note("C_GetAttributeValue by the maker", p11->C_GetAttributeValue(session, object, &wanted, 1));
    note("C_DestroyObject by the maker", p11->C_DestroyObject(session, object));
  }
  p11->C_CloseSession(session);
  return unused;
}

static void *search(void *unused) {
  CK_SESSION_HANDLE session = open_session();
  while (time(NULL) < until) {
    CK_OBJECT_HANDLE found[64];
    CK_ULONG count = 0;
    if (note("C_FindObjectsInit", p11->C_FindObjectsInit(session, NULL, 0)) != CKR_OK) continue;
    note("C_FindObjects", p11->C_FindObjects(session, found, 64, &count));
    note("C_FindObjectsFinal", p11->C_FindObjectsFinal(session));
    for (CK_ULONG i = 0; reads && i < count; i++) {
      CK_BYTE value[16];
      CK_ATTRIBUTE wanted = {CKA_VALUE, value, sizeof value};
      note("C_GetAttributeValue of what was found", p11->C_GetAttributeValue(session, found[i], &wanted, 1));
    }
    if (closes) {
      p11->C_CloseSession(session);
      session = open_session();
    }
  }
  p11->C_CloseSession(session);
  return unused;
}

static void run(const char *what, int searchers) {
  memset(seen, 0, sizeof seen);
  until = time(NULL) + SECONDS;
  pthread_t threads[SEARCHERS + 1];
  pthread_create(&threads[0], NULL, make, NULL);
  for (int i = 1; i <= searchers; i++) pthread_create(&threads[i], NULL, search, NULL);
  for (int i = 0; i <= searchers; i++) pthread_join(threads[i], NULL);
  printf("%s:\n", what);
  for (int i = 0; seen[i].name; i++) printf("  %s: 0x%lx, %lu times\n", seen[i].name, seen[i].rv, seen[i].count);
}

int main(void) {
  void *library = dlopen(getenv("PKCS11_MODULE"), RTLD_NOW);
  CK_C_GetFunctionList list = library ? (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList") : NULL;
  CK_C_INITIALIZE_ARGS threads = {.flags = CKF_OS_LOCKING_OK};
  CK_SLOT_ID slots[8];
  CK_ULONG count = 8;
  char *pin = getenv("PKCS11_PIN");
  if (!list || list(&p11) || p11->C_Initialize(&threads) || p11->C_GetSlotList(CK_TRUE, slots, &count)) return 1;
  slot = slots[0];
  CK_SESSION_HANDLE session = open_session();
  if (p11->C_Login(session, CKU_USER, (CK_UTF8CHAR_PTR)pin, strlen(pin))) return 1;
  run("one thread makes objects, nobody searches", 0);
  run("three others search", SEARCHERS);
  reads = 1;
  run("three others search and read what they find", SEARCHERS);
  reads = 0;
  closes = 1;
  run("three others search and close their session", SEARCHERS);
  return p11->C_Finalize(NULL) != CKR_OK;
}
