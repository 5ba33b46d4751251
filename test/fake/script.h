/*
 * What the fake was told and what it was asked.
 *
 * The script is the reserved string of C_Initialize: settings `name=value`, separated by `;`. The ones understood
 * here (fake.c explains those of its own):
 *
 *   log=FILE          one line for each call: its name, its arguments, how many calls were running (active)
 *   rv:C_Login=0xA4   that function returns this and does nothing else; `0xA4*2`: only its first two calls,
 *                     `0xA4@3`: from the third call on, `0xA4@3*1`: only the third
 *   dump:4231=CK_GCM_PARAMS  the parameter of that mechanism is written down as JSON, as such a structure; of
 *                     messages: dump:message. For this it is compiled with DUMP.
 *   sleep:C_Sign=30   that function takes 30 ms longer, before it looks at its arguments; also with @ and *
 *   hold:C_Sign=1     that function waits as well, until the test lets it go on: a byte of FILE.go for each that was
 *                     held, in order; also with @ and *
 *   meet:C_Sign=3     that function waits as well, until so many calls have been running at once; also with @ and *
 *   crash:C_Sign=1    that function ends the process; also with @ and *
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifndef SCRIPT
#define SCRIPT "" /* for modules that are initialised without a reserved string */
#endif

struct call {
  const char *name;
  unsigned index;
  FILE *line;
  char *text;
  size_t size;
};

static char script[16384];
static unsigned counts[FN_COUNT + 1];
static unsigned active, most_active, held;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The value of a setting, up to its semicolon; NULL if the script has none. */
static const char *setting(const char *name)
{
  size_t length = strlen(name);
  for (const char *at = script; at != NULL && *at != '\0'; at = strchr(at, ';')) {
    at += strspn(at, "; \n");
    if (strncmp(at, name, length) == 0 && at[length] == '=') return at + length + 1;
  }
  return NULL;
}

static bool is(const char *name, const char *expected)
{
  const char *value = setting(name);
  size_t length = strlen(expected);
  return value != NULL && strncmp(value, expected, length) == 0 && strchr("; ", value[length]) != NULL;
}

static CK_ULONG to_number(const char *text, char **end)
{
  if (*text != '~') return strtoul(text, end, 0);
  return ~strtoul(text + 1, end, 0);
}

static CK_ULONG number(const char *name, CK_ULONG otherwise)
{
  const char *value = setting(name);
  return value == NULL ? otherwise : to_number(value, NULL);
}

/* A number that holds for some calls only: NUMBER[@FROM][*TIMES]. */
static bool due(const char *name, unsigned nth, CK_ULONG *result)
{
  const char *value = setting(name);
  if (value == NULL) return false;
  char *rest;
  *result = to_number(value, &rest);
  unsigned from = *rest == '@' ? strtoul(rest + 1, &rest, 10) : 1;
  unsigned times = *rest == '*' ? strtoul(rest + 1, &rest, 10) : ~0U;
  return nth >= from && nth - from < times;
}

/* The log, or a file beside it. */
static bool path_of(char *path, size_t size, const char *ending)
{
  const char *value = setting("log");
  if (value != NULL) snprintf(path, size, "%.*s%s", (int)strcspn(value, ";"), value, ending);
  return value != NULL;
}

static void write_line(const char *text, size_t size)
{
  char path[1024];
  if (!path_of(path, sizeof path, "")) return;
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);
  /* At the end of a process the log's folder may be gone before the module is. */
  if (file < 0) return;
  if (write(file, text, size) < 0) abort();
  close(file);
}

static void begin(struct call *call, const char *name, unsigned index)
{
  call->name = name;
  call->index = index;
  call->line = open_memstream(&call->text, &call->size);
  fprintf(call->line, "%s", name);
}

static void record_number(struct call *call, const char *name, CK_ULONG value)
{
  fprintf(call->line, " %s=%lu", name, value);
}

static void record_hex(struct call *call, const CK_BYTE *data, CK_ULONG length)
{
  if (data == NULL) fprintf(call->line, "NULL");
  else fprintf(call->line, "x:");
  for (CK_ULONG i = 0; data != NULL && i < length && i < 4096; i++) fprintf(call->line, "%02x", data[i]);
}

static void record_bytes(struct call *call, const char *name, const CK_BYTE *data, CK_ULONG length)
{
  fprintf(call->line, " %s=", name);
  /* C_GenerateRandom's buffer is output: what is in it means nothing. */
  record_hex(call, data, strstr(name, "Random") != NULL ? 0 : length);
}

static void record_pointer(struct call *call, const char *name, const void *pointer)
{
  fprintf(call->line, " %s=%s", name, pointer == NULL ? "NULL" : "given");
}

static void record_count(struct call *call, const char *name, const CK_ULONG *value)
{
  if (value == NULL) fprintf(call->line, " %s=NULL", name);
  else fprintf(call->line, " %s=*%lu", name, *value);
}

#ifdef DUMP
#include "fake-dump.h"

/* A parameter as JSON, if the script says which structure it is. */
static void dump(struct call *call, const char *key, const void *parameter, CK_ULONG length)
{
  char name[80];
  const char *value = setting(key);
  if (value == NULL) return;
  snprintf(name, sizeof name, "%.*s", (int)strcspn(value, ";"), value);
  fprintf(call->line, " dump=");
  dump_parameter(call->line, name, parameter, length);
}
#endif

static void record_parameter(struct call *call, const void *parameter, CK_ULONG length)
{
  record_pointer(call, "pParameter", parameter);
#ifdef DUMP
  dump(call, "dump:message", parameter, length);
#else
  (void)length;
#endif
}

static void record_mechanism(struct call *call, const char *name, const CK_MECHANISM *mechanism)
{
  if (mechanism == NULL) {
    fprintf(call->line, " %s=NULL", name);
    return;
  }
  fprintf(call->line, " mechanism=%lu ulParameterLen=%lu parameter=", mechanism->mechanism, mechanism->ulParameterLen);
  record_hex(call, mechanism->pParameter, mechanism->ulParameterLen);
#ifdef DUMP
  char key[80];
  snprintf(key, sizeof key, "dump:%lu", mechanism->mechanism);
  dump(call, key, mechanism->pParameter, mechanism->ulParameterLen);
#endif
  /* The parameter of a message has the same size. */
  bool message = strstr(call->name, "Authenticated") != NULL;
  if (!message && mechanism->mechanism == CKM_AES_GCM && mechanism->ulParameterLen == sizeof(CK_GCM_PARAMS)) {
    const CK_GCM_PARAMS *gcm = mechanism->pParameter;
    record_bytes(call, "pIv", gcm->pIv, gcm->ulIvLen);
    record_bytes(call, "pAAD", gcm->pAAD, gcm->ulAADLen);
  }
}

static void record_template(struct call *call, const char *name, const CK_ATTRIBUTE *template, CK_ULONG count)
{
  fprintf(call->line, " %s=%s", name, template == NULL ? "NULL" : "t:");
  for (CK_ULONG i = 0; template != NULL && i < count; i++) {
    fprintf(call->line, "%s0x%lx:", i == 0 ? "" : ",", template[i].type);
    /* For C_GetAttributeValue the values are room, and what is in it means nothing. */
    bool room = call->index == FN_C_GetAttributeValue;
    record_hex(call, template[i].pValue, room ? 0 : template[i].ulValueLen);
  }
}

/* The arguments of C_Initialize hold the script, and so have to be read before the call is written down. */
static void record_initialize(struct call *call, const char *name, const void *pointer)
{
  const CK_C_INITIALIZE_ARGS *args = pointer;
  const char *given = args == NULL || args->pReserved == NULL ? SCRIPT : args->pReserved;
  record_pointer(call, name, pointer);
  if (args != NULL) {
    bool mutexes = args->CreateMutex || args->DestroyMutex || args->LockMutex || args->UnlockMutex;
    fprintf(call->line, " flags=%lu mutexes=%d pReserved=", args->flags, mutexes);
    record_hex(call, args->pReserved, args->pReserved == NULL ? 0 : strlen(args->pReserved));
  }
  pthread_mutex_lock(&lock);
  /* Every load of the module begins to count afresh. */
  if (strcmp(script, given) != 0) {
    memset(counts, 0, sizeof counts);
    most_active = held = 0;
  }
  snprintf(script, sizeof script, "%s", given);
  pthread_mutex_unlock(&lock);
}

/* A minute at most: whoever waits for a test that has gone would wait for ever. */
#define MOST_NAPS 60000

static void nap(CK_ULONG milliseconds)
{
  struct timespec time = { .tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000 };
  pthread_mutex_unlock(&lock);
  nanosleep(&time, NULL);
  pthread_mutex_lock(&lock);
}

static bool let_go(unsigned turn)
{
  char path[1024];
  struct stat file;
  return !path_of(path, sizeof path, ".go") || (stat(path, &file) == 0 && file.st_size >= (off_t)turn);
}

static void wait_as_told(const struct call *call, unsigned nth)
{
  char name[80];
  CK_ULONG value;
  snprintf(name, sizeof name, "sleep:%s", call->name);
  if (due(name, nth, &value)) nap(value);
  snprintf(name, sizeof name, "hold:%s", call->name);
  if (due(name, nth, &value)) {
    unsigned turn = ++held;
    for (int naps = 0; !let_go(turn) && naps < MOST_NAPS; naps++) nap(1);
  }
  snprintf(name, sizeof name, "meet:%s", call->name);
  if (due(name, nth, &value)) for (int naps = 0; most_active < value && naps < MOST_NAPS; naps++) nap(1);
}

/*
 * Writes the call down, waits as told, and answers if the script has the answer. The lock is held from here to `end`:
 * calls overlap while they sleep, but what they do, they do one at a time.
 */
static bool answered_by_script(struct call *call, CK_RV *rv)
{
  char name[80];
  CK_ULONG value;
  pthread_mutex_lock(&lock);
  fprintf(call->line, " active=%u\n", ++active);
  if (active > most_active) most_active = active;
  fclose(call->line);
  write_line(call->text, call->size);
  free(call->text);
  unsigned nth = ++counts[call->index];
  wait_as_told(call, nth);
  snprintf(name, sizeof name, "crash:%s", call->name);
  if (due(name, nth, &value)) abort();
  snprintf(name, sizeof name, "rv:%s", call->name);
  return due(name, nth, rv);
}

static CK_RV end(struct call *call, CK_RV rv)
{
  (void)call;
  active--;
  pthread_mutex_unlock(&lock);
  return rv;
}
