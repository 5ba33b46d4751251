/* The floor: the same work through the module's function list from C, with nothing in between.
   usage: floor [--threads] MODULE PIN; then one line an operation on standard input, one line of JSON each on standard
   output. --threads: a second thread sleeps in the process, as several do in every process of Node.js. While there is but
   one, the C library leaves out the locks and the atomic instructions of its memory allocation and of mutexes. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "pkcs11.h"

typedef struct {
  CK_BYTE version[2];
#include "function-fields.h"
} FUNCTIONS;

static FUNCTIONS *p11;
static CK_ULONG session, slot, hmac_key, aes_key, rsa_public, rsa_private, ec_public, ec_private, data_object;
static CK_BYTE *input, *output;
static const char *module_path, *pin;

#define MEBIBYTE (1ul << 20)
#define CHECK(call) check(#call, (call))

static void check(const char *what, CK_RV rv)
{
  if (rv == 0) return;
  fprintf(stderr, "floor: %s: 0x%lx\n", what, rv);
  exit(1);
}

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

static CK_ULONG open_session(void)
{
  CK_ULONG handle;
  CHECK(p11->C_OpenSession(slot, (CK_ULONG)6, NULL, NULL, &handle));
  return handle;
}

/* Everything from the file to a session that is logged in. */
static void load(void)
{
  CK_C_INITIALIZE_ARGS args = { .flags = 2 };
  CK_RV (*get_list)(FUNCTIONS **);
  CK_ULONG slots[16], count = 16;
  void *library = dlopen(module_path, RTLD_NOW);
  if (library == NULL) {
    fprintf(stderr, "floor: %s\n", dlerror());
    exit(1);
  }
  get_list = (CK_RV (*)(FUNCTIONS **))dlsym(library, "C_GetFunctionList");
  CHECK(get_list(&p11));
  CHECK(p11->C_Initialize(&args));
  CHECK(p11->C_GetSlotList((CK_BYTE)1, slots, &count));
  slot = slots[0];
  session = open_session();
  CHECK(p11->C_Login(session, (CK_ULONG)1, pin, (CK_ULONG)strlen(pin)));
}

static CK_BYTE TRUE_BYTE = 1;
#define YES(t) { t, &TRUE_BYTE, 1 }
#define NUMBER(t, v) { t, &(CK_ULONG){ v }, sizeof(CK_ULONG) }
#define COUNT(a) ((CK_ULONG)(sizeof(a) / sizeof(*(a))))

static CK_ULONG generate(CK_ULONG mechanism, CK_ULONG bytes)
{
  CK_ULONG handle;
  CK_MECHANISM how = { mechanism, NULL, 0 };
  CK_ATTRIBUTE template[] = { NUMBER(0x161, bytes), YES(0x104), YES(0x105), YES(0x108), YES(0x10a) };
  CHECK(p11->C_GenerateKey(session, &how, template, COUNT(template), &handle));
  return handle;
}

static void keys(void)
{
  static CK_BYTE p256[] = { 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7 }, exponent[] = { 1, 0, 1 };
  CK_MECHANISM rsa = { 0x0, NULL, 0 }, ec = { 0x1040, NULL, 0 };
  CK_ATTRIBUTE rsa_template[] = { NUMBER(0x121, 2048), { 0x122, exponent, 3 }, YES(0x10a) };
  CK_ATTRIBUTE ec_template[] = { { 0x180, p256, sizeof p256 }, YES(0x10a) }, private_template[] = { YES(0x108) };
  CK_ATTRIBUTE data[] = { NUMBER(0x0, 0), { 0x3, "bench-object", 12 }, { 0x11, "value", 5 } };
  hmac_key = generate(0x350, 32);
  aes_key = generate(0x1080, 32);
  CHECK(p11->C_GenerateKeyPair(session, &rsa, rsa_template, COUNT(rsa_template), private_template, (CK_ULONG)1,
                               &rsa_public, &rsa_private));
  CHECK(p11->C_GenerateKeyPair(session, &ec, ec_template, COUNT(ec_template), private_template, (CK_ULONG)1,
                               &ec_public, &ec_private));
  CHECK(p11->C_CreateObject(session, data, COUNT(data), &data_object));
}

static void sign(CK_ULONG on, CK_ULONG mechanism, CK_ULONG key)
{
  CK_BYTE signature[512];
  CK_ULONG length = sizeof signature;
  CK_MECHANISM how = { mechanism, NULL, 0 };
  CHECK(p11->C_SignInit(on, &how, key));
  CHECK(p11->C_Sign(on, input, (CK_ULONG)32, signature, &length));
}

static void verify(CK_ULONG mechanism, CK_ULONG public_key, CK_ULONG private_key)
{
  static CK_BYTE signature[512];
  static CK_ULONG length, of;
  CK_MECHANISM how = { mechanism, NULL, 0 };
  if (of != private_key) {
    length = sizeof signature;
    CHECK(p11->C_SignInit(session, &how, private_key));
    CHECK(p11->C_Sign(session, input, (CK_ULONG)32, signature, &length));
    of = private_key;
  }
  CHECK(p11->C_VerifyInit(session, &how, public_key));
  CHECK(p11->C_Verify(session, input, (CK_ULONG)32, signature, length));
}

static void encrypt_to(CK_BYTE *room, CK_MECHANISM how, CK_ULONG size)
{
  CK_ULONG length = MEBIBYTE + 64;
  CHECK(p11->C_EncryptInit(session, &how, aes_key));
  CHECK(p11->C_Encrypt(session, input, size, room, &length));
}

static void encrypt(CK_MECHANISM how, CK_ULONG size) { encrypt_to(output, how, size); }

static CK_BYTE iv[16];
#define CBC_PAD ((CK_MECHANISM){ 0x1085, iv, 16 })

static void random16(void) { CHECK(p11->C_GenerateRandom(session, output, (CK_ULONG)16)); }
static void hmac32(void) { sign(session, 0x251, hmac_key); }
static void cbc32(void) { encrypt(CBC_PAD, 32); }
static void cbc1m(void) { encrypt(CBC_PAD, MEBIBYTE); }
static void cbc1m_own(void)
{
  CK_BYTE *room = malloc(MEBIBYTE + 64);
  encrypt_to(room, CBC_PAD, MEBIBYTE);
  free(room);
}
static void gcm1k(void)
{
  CK_GCM_PARAMS gcm = { iv, 12, 96, NULL, 0, 128 };
  encrypt((CK_MECHANISM){ 0x1087, &gcm, sizeof gcm }, 1024);
}
static void sign_ecdsa(void) { sign(session, 0x1041, ec_private); }
static void sign_rsa(void) { sign(session, 0x40, rsa_private); }
static void verify_ecdsa(void) { verify(0x1041, ec_public, ec_private); }
static void verify_rsa(void) { verify(0x40, rsa_public, rsa_private); }

static void attributes3(void)
{
  CK_BYTE label[256], application[256];
  CK_ULONG class;
  CK_ATTRIBUTE wanted[] = { { 0x0, &class, sizeof class }, { 0x3, label, 256 }, { 0x10, application, 256 } };
  CHECK(p11->C_GetAttributeValue(session, data_object, wanted, COUNT(wanted)));
}

static void create_destroy(void)
{
  CK_ULONG handle;
  CK_ATTRIBUTE template[] = { NUMBER(0x0, 0), { 0x3, "bench-temporary", 15 }, { 0x11, "value", 5 } };
  CHECK(p11->C_CreateObject(session, template, COUNT(template), &handle));
  CHECK(p11->C_DestroyObject(session, handle));
}

/* In memory that is kept, or made for each part. */
static void stream_to(CK_BYTE *kept)
{
  CK_MECHANISM how = CBC_PAD;
  CK_ULONG length;
  CHECK(p11->C_EncryptInit(session, &how, aes_key));
  for (int i = 0; i < 4096; i++) {
    CK_BYTE *room = kept == NULL ? malloc(66000) : kept;
    length = 66000;
    CHECK(p11->C_EncryptUpdate(session, input, (CK_ULONG)65536, room, &length));
    if (kept == NULL) free(room);
  }
  length = 66000;
  CHECK(p11->C_EncryptFinal(session, output, &length));
}
static void stream(void) { stream_to(output); }
static void stream_own(void) { stream_to(NULL); }

/* So many objects besides, made when first asked for, their application named after their number. */
static void search(int size)
{
  static CK_ULONG handles[1024];
  static int made;
  char application[32];
  CK_ULONG count, class = 0, all = 0, length = (CK_ULONG)sprintf(application, "bench-search-%d", size);
  CK_ATTRIBUTE query[] = { { 0x0, &class, sizeof class }, { 0x10, application, length } };
  CK_ULONG *found = malloc(((CK_ULONG)size + 1024) * sizeof *found);
  if (made != size) {
    made = size;
    for (int i = 0; i < size; i++) {
      char label[32];
      CK_ULONG handle;
      CK_ATTRIBUTE template[] = {
        { 0x0, &class, sizeof class }, { 0x10, application, length }, { 0x3, label, sprintf(label, "object %d", i) },
        { 0x12, label, 6 }, { 0x11, "value", 5 },
      };
      CHECK(p11->C_CreateObject(session, template, COUNT(template), &handle));
    }
  }
  CHECK(p11->C_FindObjectsInit(session, query, COUNT(query)));
  do {
    CHECK(p11->C_FindObjects(session, handles, (CK_ULONG)1024, &count));
    memcpy(found + all, handles, count * sizeof *handles);
    all += count;
  } while (count > 0);
  CHECK(p11->C_FindObjectsFinal(session));
  for (CK_ULONG i = 0; i < all; i++) {
    CK_BYTE label[256], id[256];
    CK_ATTRIBUTE wanted[] = { { 0x3, label, 256 }, { 0x12, id, 256 } };
    CHECK(p11->C_GetAttributeValue(session, found[i], wanted, COUNT(wanted)));
  }
  if (all != (CK_ULONG)size) abort();
  free(found);
}

static void search10k(void) { search(10000); }
static void search100k(void) { search(100000); }

static const struct { const char *name; void (*run)(void); } OPERATIONS[] = {
  { "random16", random16 }, { "hmac32", hmac32 }, { "cbc32", cbc32 }, { "cbc1m", cbc1m }, { "cbc1mOwn", cbc1m_own }, { "gcm1k", gcm1k },
  { "signEcdsa", sign_ecdsa }, { "signRsa", sign_rsa }, { "verifyEcdsa", verify_ecdsa }, { "verifyRsa", verify_rsa },
  { "attributes3", attributes3 }, { "createDestroy", create_destroy }, { "stream256m", stream }, { "stream256mOwn", stream_own },
  { "search10k", search10k }, { "search100k", search100k },
};

/* Repeats for so many milliseconds, once at least; nanoseconds an operation. */
static double measure(void (*run)(void), double milliseconds)
{
  double began = now(), elapsed = 0;
  long done = 0, batch = 1;
  do {
    for (long i = 0; i < batch; i++) run();
    done += batch;
    elapsed = now() - began;
    if (elapsed < milliseconds * 1e5) batch *= 2;
  } while (elapsed < milliseconds * 1e6);
  return elapsed / done;
}

static struct { CK_ULONG mechanism, key; double until; } threaded;

static void *worker(void *count)
{
  CK_ULONG own = open_session();
  for (*(long *)count = 0; now() < threaded.until; ++*(long *)count) sign(own, threaded.mechanism, threaded.key);
  CHECK(p11->C_CloseSession(own));
  return NULL;
}

static double in_threads(int threads, double milliseconds)
{
  pthread_t ids[64];
  long counts[64], all = 0;
  double began = now();
  threaded.until = began + milliseconds * 1e6;
  for (int i = 0; i < threads; i++) pthread_create(&ids[i], NULL, worker, &counts[i]);
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    all += counts[i];
  }
  return (now() - began) / all;
}

static void *sleeper(void *nothing)
{
  for (;;) pause();
  return nothing;
}

int main(int argc, char **argv)
{
  char line[128], name[64];
  double milliseconds, began;
  if (argc > 3 && strcmp(argv[1], "--threads") == 0) {
    pthread_t id;
    if (pthread_create(&id, NULL, sleeper, NULL) != 0) return 1;
    argc--;
    argv++;
  }
  if (argc < 3) return 2;
  module_path = argv[1];
  pin = argv[2];
  input = calloc(1, MEBIBYTE);
  output = calloc(1, MEBIBYTE + 64);
  began = now();
  load();
  hmac_key = generate(0x350, 32);
  hmac32();
  printf("{\"name\":\"load\",\"ns\":%.1f}\n", now() - began);
  fflush(stdout);
  keys();
  while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%63s %lf", name, &milliseconds) == 2) {
    double ns = -1;
    int in_flight;
    for (size_t i = 0; i < sizeof OPERATIONS / sizeof *OPERATIONS; i++)
      if (strcmp(OPERATIONS[i].name, name) == 0) ns = measure(OPERATIONS[i].run, milliseconds);
    if (sscanf(name, "asyncRsa%d", &in_flight) == 1) {
      threaded.mechanism = 0x40;
      threaded.key = rsa_private;
      ns = in_threads(in_flight, milliseconds);
    } else if (sscanf(name, "asyncEcdsa%d", &in_flight) == 1) {
      threaded.mechanism = 0x1041;
      threaded.key = ec_private;
      ns = in_threads(in_flight, milliseconds);
    }
    if (ns < 0) printf("{\"name\":\"%s\"}\n", name);
    else printf("{\"name\":\"%s\",\"ns\":%.1f}\n", name, ns);
    fflush(stdout);
  }
  CHECK(p11->C_Finalize(NULL));
  return 0;
}
