/* Objects: what they are is remembered, everything else about them follows from their handle. */

/* Attributes that say yes or no: yes, unless the template said no. */
static const CK_ULONG SWITCHES[] = { CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE, CKA_ENCRYPT, CKA_DECRYPT, CKA_WRAP,
  CKA_UNWRAP, CKA_SIGN, CKA_SIGN_RECOVER, CKA_VERIFY, CKA_VERIFY_RECOVER, CKA_DERIVE, CKA_EXTRACTABLE, CKA_LOCAL };

static CK_ULONG switch_of(CK_ULONG type)
{
  for (CK_ULONG i = 0; i < sizeof SWITCHES / sizeof *SWITCHES; i++) if (SWITCHES[i] == type) return 1UL << i;
  return 0;
}

static CK_RV create(CK_ULONG which, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *result)
{
  check_template(template, count);
  if (session_of(which) == NULL) return CKR_SESSION_HANDLE_INVALID;
  struct object made = { 0, CKO_SECRET_KEY, CKK_GENERIC_SECRET, switch_of(CKA_TOKEN), 32 };
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ULONG one = switch_of(template[i].type);
    if (template[i].ulValueLen == 1 && *(CK_BYTE *)template[i].pValue) made.refused &= ~one;
    else if (template[i].ulValueLen == 1) made.refused |= one;
    if (template[i].ulValueLen != sizeof(CK_ULONG)) continue;
    if (template[i].type == CKA_CLASS) memcpy(&made.class, template[i].pValue, sizeof(CK_ULONG));
    if (template[i].type == CKA_KEY_TYPE) memcpy(&made.type, template[i].pValue, sizeof(CK_ULONG));
    if (template[i].type == CKA_VALUE_LEN) memcpy(&made.length, template[i].pValue, sizeof(CK_ULONG));
  }
  /* The oldest makes room. */
  do created++; while (created % MOST_OBJECTS <= STANDING);
  made.handle = created;
  objects[created % MOST_OBJECTS] = made;
  *result = handle(created);
  return CKR_OK;
}

CK_RV do_C_CreateObject(CK_ULONG session, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *object)
{
  return create(session, template, count, object);
}

CK_RV do_C_CopyObject(CK_ULONG session, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *object)
{
  return create(session, template, count, object);
}

CK_RV do_C_DestroyObject(CK_ULONG session, CK_ULONG which)
{
  struct object object;
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (!object_of(which, &object)) return CKR_OBJECT_HANDLE_INVALID;
  if (which > STANDING) objects[which % MOST_OBJECTS].handle = 0;
  return CKR_OK;
}

CK_RV do_C_GetObjectSize(CK_ULONG session, CK_ULONG, CK_ULONG *size)
{
  *size = lie == LENGTHS ? odd(64, 64) : 64;
  return session_of(session) == NULL ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

/* P-256's object identifier, so that signatures can be turned to DER. */
static const CK_BYTE CURVE[] = { 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7 };

static CK_ULONG value_of(const struct object *object, CK_ULONG type, CK_BYTE *value)
{
  CK_BYTE yes = 1;
  CK_ULONG bits = 256;
  const void *from = value;
  CK_ULONG length = 32;
  memset(value, (int)(object->handle & 0x7f), 32);
  if (type == CKA_CLASS) from = &object->class, length = sizeof(CK_ULONG);
  else if (type == CKA_KEY_TYPE) from = &object->type, length = sizeof(CK_ULONG);
  else if (type == CKA_VALUE_LEN) from = &object->length, length = sizeof(CK_ULONG);
  else if (type == CKA_MODULUS_BITS || type == CKA_CERTIFICATE_TYPE) from = &bits, length = sizeof bits;
  else if (type == CKA_LABEL) from = "label", length = 5;
  else if (type == CKA_START_DATE || type == CKA_END_DATE) from = "20260228", length = 8;
  else if (type == CKA_EC_PARAMS) from = CURVE, length = sizeof CURVE;
  else if (type == CKA_ALWAYS_AUTHENTICATE) yes = 0, from = &yes, length = 1;
  else if (switch_of(type) != 0) yes = (object->refused & switch_of(type)) == 0, from = &yes, length = 1;
  memmove(value, from, length);
  return length;
}

static CK_RV distort(CK_ATTRIBUTE *wanted, CK_ULONG room)
{
  wanted->ulValueLen = below(64);
  if (wanted->ulValueLen > room) wanted->ulValueLen = room;
  switch (below(9)) {
    case 0: wanted->ulValueLen = ~0UL; return CKR_OK;
    case 1: wanted->ulValueLen = room + 1; return CKR_OK;
    case 2: wanted->ulValueLen = odd(8, room); return CKR_OK;
    case 3: wanted->pValue = (void *)0xdead0000, wanted->ulValueLen = 0; return CKR_OK;
    case 4: wanted->pValue = NULL, wanted->ulValueLen = 0; return CKR_OK;
    case 5: wanted->type = random_number(); return CKR_OK;
    case 6: wanted->ulValueLen = ~0UL; return below(2) ? CKR_ATTRIBUTE_SENSITIVE : CKR_ATTRIBUTE_TYPE_INVALID;
    case 7: return CKR_BUFFER_TOO_SMALL;
    default:
      /* Noise, now and then in the shape of a date that there is not. */
      if (wanted->pValue != NULL) noise(wanted->pValue, wanted->ulValueLen);
      if (wanted->pValue != NULL && room >= 8 && below(4) == 0) memcpy(wanted->pValue, "20269931", 8), wanted->ulValueLen = 8;
      return CKR_OK;
  }
}

#define HUGE (1UL << 24)

CK_RV do_C_GetAttributeValue(CK_ULONG session, CK_ULONG which, CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct object object;
  CK_RV result = CKR_OK;
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (!object_of(which, &object)) return CKR_OBJECT_HANDLE_INVALID;
  for (CK_ULONG i = 0; i < count; i++) {
    CK_BYTE value[64];
    if (endless == 2) {
      if (template[i].pValue != NULL && template[i].ulValueLen < HUGE) result = CKR_BUFFER_TOO_SMALL;
      else if (template[i].pValue != NULL) memset(template[i].pValue, 1, HUGE);
      template[i].ulValueLen = HUGE;
      continue;
    }
    CK_ULONG room = template[i].ulValueLen, length = value_of(&object, template[i].type, value);
    if (lie == OVERRUN && template[i].pValue != NULL) noise(template[i].pValue, room);
    if (lie == VALUES && below(2)) {
      CK_RV rv = distort(&template[i], template[i].pValue == NULL ? 0 : room);
      if (rv != CKR_OK) result = rv;
      continue;
    }
    template[i].ulValueLen = length;
    if (template[i].pValue == NULL) continue;
    if (room < length || lie == NO_ROOM) template[i].ulValueLen = ~0UL, result = CKR_BUFFER_TOO_SMALL;
    else memcpy(template[i].pValue, value, length);
    if (lie == LENGTHS) template[i].ulValueLen = odd(length, room);
  }
  return result;
}

CK_RV do_C_SetAttributeValue(CK_ULONG session, CK_ULONG which, CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct object object;
  check_template(template, count);
  if (session_of(session) == NULL) return CKR_SESSION_HANDLE_INVALID;
  return object_of(which, &object) ? CKR_OK : CKR_OBJECT_HANDLE_INVALID;
}

/* Searches find the standing objects: all, or those of a class and type. */

static CK_ULONG searched_class, searched_type;

CK_RV do_C_FindObjectsInit(CK_ULONG which, CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct session *session = session_of(which);
  check_template(template, count);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != NOTHING) return CKR_OPERATION_ACTIVE;
  session->kind = FIND;
  session->cursor = 0;
  searched_class = searched_type = ~0UL;
  for (CK_ULONG i = 0; i < count; i++) {
    if (template[i].ulValueLen != sizeof(CK_ULONG)) continue;
    if (template[i].type == CKA_CLASS) memcpy(&searched_class, template[i].pValue, sizeof(CK_ULONG));
    if (template[i].type == CKA_KEY_TYPE) memcpy(&searched_type, template[i].pValue, sizeof(CK_ULONG));
  }
  return CKR_OK;
}

CK_RV do_C_FindObjects(CK_ULONG which, CK_ULONG *array, CK_ULONG room, CK_ULONG *count)
{
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != FIND) return CKR_OPERATION_NOT_INITIALIZED;
  if (lie == OVERRUN) noise(array, room * sizeof *array);
  *count = 0;
  while (endless == 1 && *count < room) array[(*count)++] = ++session->cursor;
  while (*count < room && session->cursor < STANDING) array[(*count)++] = handle(++session->cursor);
  if (lie == LENGTHS) *count = odd(*count, room);
  return CKR_OK;
}

CK_RV do_C_FindObjectsFinal(CK_ULONG which)
{
  struct session *session = session_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != FIND) return CKR_OPERATION_NOT_INITIALIZED;
  session->kind = NOTHING;
  return CKR_OK;
}
