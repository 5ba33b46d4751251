/* A module that answers at once: what is measured over it is the cost of the library above it. */
#include <string.h>
#include "pkcs11.h"

static CK_ULONG cursor, objects;

static void text(CK_BYTE *field, size_t size, const char *value)
{
  memset(field, ' ', size);
  memcpy(field, value, strlen(value));
}

static CK_RV ok(void) { return 0; }

static CK_RV get_info(CK_BYTE *info)
{
  memset(info, 0, 88);
  info[0] = 2;
  info[1] = 40;
  text(info + 2, 32, "null");
  text(info + 48, 32, "null");
  return 0;
}

static CK_RV get_slot_list(CK_BYTE present, CK_ULONG *list, CK_ULONG *count)
{
  (void)present;
  if (list != NULL) list[0] = 1;
  *count = 1;
  return 0;
}

static CK_RV get_slot_info(CK_ULONG slot, CK_BYTE *info)
{
  (void)slot;
  memset(info, 0, 112);
  text(info, 64, "null");
  text(info + 64, 32, "null");
  *(CK_ULONG *)(info + 96) = 1; /* CKF_TOKEN_PRESENT */
  return 0;
}

static CK_RV get_token_info(CK_ULONG slot, CK_BYTE *info)
{
  (void)slot;
  memset(info, 0, 208);
  text(info, 32, "NULL");
  text(info + 32, 32, "null");
  text(info + 64, 16, "null");
  text(info + 80, 16, "1");
  *(CK_ULONG *)(info + 96) = 0x408; /* CKF_TOKEN_INITIALIZED | CKF_USER_PIN_INITIALIZED */
  return 0;
}

static const CK_ULONG MECHANISMS[] = { 0x251, 0x1085, 0x1087, 0x1041, 0x40, 0x1080, 0x1040, 0x0, 0x350 };

static CK_RV get_mechanism_list(CK_ULONG slot, CK_ULONG *list, CK_ULONG *count)
{
  (void)slot;
  if (list != NULL) memcpy(list, MECHANISMS, sizeof MECHANISMS);
  *count = sizeof MECHANISMS / sizeof *MECHANISMS;
  return 0;
}

static CK_RV get_mechanism_info(CK_ULONG slot, CK_ULONG type, CK_ULONG *info)
{
  (void)slot;
  (void)type;
  info[0] = 0;
  info[1] = 1 << 16;
  info[2] = 0xfffff;
  return 0;
}

static CK_RV open_session(CK_ULONG slot, CK_ULONG flags, void *application, void *notify, CK_ULONG *session)
{
  static CK_ULONG last;
  (void)slot;
  (void)flags;
  (void)application;
  (void)notify;
  *session = ++last;
  return 0;
}

static CK_RV get_session_info(CK_ULONG session, CK_ULONG *info)
{
  (void)session;
  info[0] = 1;
  info[1] = 3;
  info[2] = 6;
  info[3] = 0;
  return 0;
}

static CK_RV two_handles(CK_ULONG session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *a, CK_ULONG na, CK_ATTRIBUTE *b,
                         CK_ULONG nb, CK_ULONG *first, CK_ULONG *second)
{
  (void)session;
  (void)mechanism;
  (void)a;
  (void)na;
  (void)b;
  (void)nb;
  *first = 1;
  *second = 2;
  return 0;
}

static CK_RV one_handle(CK_ULONG session, void *a, void *b, CK_ULONG n, CK_ULONG *handle)
{
  (void)session;
  (void)a;
  (void)b;
  (void)n;
  *handle = 1;
  return 0;
}

static CK_RV create_object(CK_ULONG session, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *handle)
{
  (void)session;
  (void)template;
  (void)count;
  *handle = 1;
  return 0;
}

static CK_RV get_attribute_value(CK_ULONG session, CK_ULONG object, CK_ATTRIBUTE *attributes, CK_ULONG count)
{
  static const CK_BYTE VALUE[8] = { 4 };
  static const CK_BYTE VALUE_LEN[8] = { 32 };
  CK_RV rv = 0;
  (void)session;
  (void)object;
  for (CK_ULONG i = 0; i < count; i++) {
    if (attributes[i].pValue != NULL && attributes[i].ulValueLen < 8) {
      attributes[i].ulValueLen = (CK_ULONG)-1;
      rv = 0x150; /* CKR_BUFFER_TOO_SMALL */
      continue;
    }
    if (attributes[i].pValue != NULL)
      memcpy(attributes[i].pValue, attributes[i].type == 0x161 /* CKA_VALUE_LEN */ ? VALUE_LEN : VALUE, 8);
    attributes[i].ulValueLen = 8;
  }
  return rv;
}

static CK_RV find_objects_init(CK_ULONG session, CK_ATTRIBUTE *attributes, CK_ULONG count)
{
  (void)session;
  cursor = 0;
  objects = 1;
  for (CK_ULONG i = 0; i < count; i++) {
    /* CKA_APPLICATION of what the contestants search for ends in how many objects they want. */
    const char *application = attributes[i].pValue;
    if (attributes[i].type != 0x10) continue;
    objects = 0;
    for (CK_ULONG at = 13; at < attributes[i].ulValueLen; at++) objects = objects * 10 + (CK_ULONG)(application[at] - '0');
  }
  return 0;
}

static CK_RV find_objects(CK_ULONG session, CK_ULONG *handles, CK_ULONG room, CK_ULONG *count)
{
  (void)session;
  for (*count = 0; *count < room && cursor < objects; ++*count) handles[*count] = ++cursor;
  return 0;
}

/* C_Encrypt, C_EncryptUpdate, C_Sign …: as much output as input. */
static CK_RV same_length(CK_ULONG session, CK_BYTE *in, CK_ULONG length, CK_BYTE *out, CK_ULONG *out_length)
{
  (void)session;
  (void)in;
  if (out != NULL && *out_length < length) {
    *out_length = length;
    return 0x150;
  }
  *out_length = length;
  return 0;
}

static CK_RV no_output(CK_ULONG session, CK_BYTE *out, CK_ULONG *length)
{
  (void)session;
  (void)out;
  *length = 0;
  return 0;
}

#define C_GetInfo get_info
#define C_GetSlotList get_slot_list
#define C_GetSlotInfo get_slot_info
#define C_GetTokenInfo get_token_info
#define C_GetMechanismList get_mechanism_list
#define C_GetMechanismInfo get_mechanism_info
#define C_OpenSession open_session
#define C_GetSessionInfo get_session_info
#define C_GenerateKey one_handle
#define C_GenerateKeyPair two_handles
#define C_CreateObject create_object
#define C_GetAttributeValue get_attribute_value
#define C_FindObjectsInit find_objects_init
#define C_FindObjects find_objects
#define C_Encrypt same_length
#define C_EncryptUpdate same_length
#define C_EncryptFinal no_output
#define C_Sign same_length

struct list;
__attribute__((visibility("default"))) CK_RV C_GetFunctionList(struct list **list);

struct list { CK_BYTE version[2]; CK_FUNCTION functions[68]; };

static struct list LIST = { { 2, 40 }, {
#include "null-functions.h"
} };

CK_RV C_GetFunctionList(struct list **list)
{
  *list = &LIST;
  return 0;
}
