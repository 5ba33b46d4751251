/* Objects: made from templates, kept as they were given; every search finds all. */

static CK_ATTRIBUTE *attribute_of(struct object *object, CK_ULONG type)
{
  for (CK_ULONG i = 0; i < object->count; i++) if (object->attributes[i].type == type) return &object->attributes[i];
  return NULL;
}

static bool nests(CK_ULONG type)
{
  /* The two of version 3.2 are arrays of attributes without the flag that says so. */
  if (type == CKA_ENCAPSULATE_TEMPLATE || type == CKA_DECAPSULATE_TEMPLATE) return true;
  return type & CKF_ARRAY_ATTRIBUTE && type != CKA_ALLOWED_MECHANISMS;
}

static CK_ATTRIBUTE *keep(const CK_ATTRIBUTE *given, CK_ULONG count)
{
  CK_ATTRIBUTE *kept = calloc(count + 1, sizeof *kept);
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ATTRIBUTE *copy = &kept[i];
    *copy = given[i];
    if (nests(copy->type)) copy->pValue = keep(copy->pValue, copy->ulValueLen / sizeof *copy);
    else {
      copy->pValue = malloc(copy->ulValueLen + 1);
      if (copy->ulValueLen > 0) memcpy(copy->pValue, given[i].pValue, copy->ulValueLen);
    }
  }
  return kept;
}

static CK_RV create(CK_ULONG handle, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *result)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (created == MANY) return CKR_DEVICE_MEMORY;
  struct object *object = &objects[created];
  *object = (struct object){ .handle = first_of("object-handle") + created, .session = handle, .count = count };
  created++;
  object->attributes = keep(template, count);
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ATTRIBUTE *copy = &object->attributes[i];
    if (copy->type == CKA_VALUE) remember(template[i].pValue, copy->ulValueLen);
    if (copy->type == CKA_TOKEN) object->stored = *(CK_BYTE *)copy->pValue;
    if (copy->type == CKA_PRIVATE) object->private = is("private", "login") && *(CK_BYTE *)copy->pValue;
  }
  if (object->private && !logged_in) {
    object->handle = 0;
    return CKR_USER_NOT_LOGGED_IN;
  }
  *result = object->handle;
  return CKR_OK;
}

CK_RV do_C_CreateObject(CK_ULONG session, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *object)
{
  return create(session, template, count, object);
}

static CK_RV give_back(CK_ULONG session, const CK_MECHANISM *mechanism);

CK_RV do_C_GenerateKey(CK_ULONG session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *template, CK_ULONG count, CK_ULONG *key)
{
  CK_RV rv = give_back(session, mechanism);
  return rv != CKR_OK ? rv : create(session, template, count, key);
}

CK_RV do_C_GenerateKeyPair(CK_ULONG session, CK_MECHANISM *, CK_ATTRIBUTE *of_public, CK_ULONG public_count,
                           CK_ATTRIBUTE *of_private, CK_ULONG private_count, CK_ULONG *public, CK_ULONG *private)
{
  CK_RV rv = create(session, of_public, public_count, public);
  return rv == CKR_OK ? create(session, of_private, private_count, private) : rv;
}

CK_RV do_C_DestroyObject(CK_ULONG handle, CK_ULONG which)
{
  struct session *session = session_of(handle);
  struct object *object = object_of(which);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind == FIND) return CKR_OPERATION_ACTIVE;
  if (object == NULL) return CKR_OBJECT_HANDLE_INVALID;
  object->handle = 0;
  return CKR_OK;
}

static CK_RV read_attribute(const CK_ATTRIBUTE *found, CK_ATTRIBUTE *wanted);

/* The attributes within an attribute; all of them, for `attributes=stop`, up to the first fault. */
static CK_RV read_inner(const CK_ATTRIBUTE *found, CK_ATTRIBUTE *wanted)
{
  const CK_ATTRIBUTE *inner = found->pValue;
  CK_RV result = CKR_OK;
  for (CK_ULONG i = 0; wanted != NULL && i < found->ulValueLen / sizeof *inner; i++) {
    CK_ULONG room = wanted[i].ulValueLen;
    wanted[i].type = inner[i].type;
    CK_RV rv = read_attribute(&inner[i], &wanted[i]);
    if (rv != CKR_OK && wanted[i].pValue != NULL && is("attributes", "stop")) {
      wanted[i].ulValueLen = room;
      return rv;
    }
    if (rv != CKR_OK) result = rv;
  }
  return result;
}

/* One attribute of C_GetAttributeValue, as the script has it or else as the standard has it. */
static CK_RV read_attribute(const CK_ATTRIBUTE *found, CK_ATTRIBUTE *wanted)
{
  char name[40];
  CK_BYTE scripted[256];
  snprintf(name, sizeof name, "attr:0x%lx", wanted->type);
  const char *quirk = setting(name);
  const CK_BYTE *value = found == NULL ? NULL : found->pValue;
  CK_ULONG length = found == NULL ? 0 : found->ulValueLen, room = wanted->ulValueLen;
  wanted->ulValueLen = ~0UL;
  if (is(name, "fails")) return CKR_FUNCTION_FAILED;
  if (is(name, "sensitive")) return CKR_ATTRIBUTE_SENSITIVE;
  if (is(name, "none")) return CKR_OK;
  if (is(name, "dangling")) {
    wanted->ulValueLen = 0;
    wanted->pValue = (void *)0xdead0000;
    return CKR_OK;
  }
  if (is(name, "long")) {
    wanted->ulValueLen = room + 1;
    return CKR_OK;
  }
  if (quirk != NULL && strncmp(quirk, "hex:", 4) == 0) {
    length = (strcspn(quirk, ";") - 4) / 2;
    if (length > sizeof scripted) abort();
    fill(scripted, sizeof scripted, name, "");
    value = scripted;
  } else if (found == NULL || is(name, "missing")) return CKR_ATTRIBUTE_TYPE_INVALID;
  if (wanted->pValue != NULL && room < length) return CKR_BUFFER_TOO_SMALL;
  wanted->ulValueLen = length;
  if (quirk == NULL && nests(wanted->type)) return read_inner(found, wanted->pValue);
  if (wanted->pValue != NULL && length > 0) memcpy(wanted->pValue, value, length);
  return CKR_OK;
}

CK_RV do_C_GetAttributeValue(CK_ULONG handle, CK_ULONG which, CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct session *session = session_of(handle);
  struct object *object = object_of(which);
  CK_RV result = CKR_OK;
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind == FIND) return CKR_OPERATION_ACTIVE;
  if (object == NULL) return CKR_OBJECT_HANDLE_INVALID;
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ATTRIBUTE attribute = template[i];
    CK_RV rv = read_attribute(attribute_of(object, attribute.type), &attribute);
    if (rv == CKR_FUNCTION_FAILED || (rv != CKR_OK && is("attributes", "stop"))) return rv;
    if (rv != CKR_OK) result = rv;
    template[i] = attribute;
  }
  return result;
}

CK_RV do_C_FindObjectsInit(CK_ULONG handle, CK_ATTRIBUTE *template, CK_ULONG count)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != NOTHING || session->stuck) return CKR_OPERATION_ACTIVE;
  if (count > 0 && template == NULL) return CKR_ARGUMENTS_BAD;
  session->kind = FIND;
  session->cursor = 0;
  return CKR_OK;
}

CK_RV do_C_FindObjects(CK_ULONG handle, CK_ULONG *array, CK_ULONG room, CK_ULONG *count)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != FIND) return CKR_OPERATION_NOT_INITIALIZED;
  *count = 0;
  if (is("find", "same")) array[(*count)++] = objects[0].handle;
  else while (*count < room && session->cursor < created) {
    struct object *object = &objects[session->cursor++];
    if (object->handle != 0) array[(*count)++] = object->handle;
    if (session->cursor == created && is("find", "round")) session->cursor = 0;
  }
  return CKR_OK;
}

CK_RV do_C_FindObjectsFinal(CK_ULONG handle)
{
  struct session *session = session_of(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  if (session->kind != FIND) return CKR_OPERATION_NOT_INITIALIZED;
  session->kind = NOTHING;
  return CKR_OK;
}
