/*
 * Asynchronous sessions (3.2): the work is done at once, and what comes of it is told by C_AsyncComplete. Outputs are kept
 * away from the caller until then, but for the buffer, which is written at the end.
 */

static struct pending {
  CK_ULONG session, id, polls, length, handles[2];
  const char *name;
  CK_RV rv;
  CK_BYTE *buffer, *kept;
} pendings[MANY];

static bool puts_off(CK_ULONG handle)
{
  const struct session *session = session_of(handle);
  return session != NULL && session->later && number("pending", 0) > 0;
}

static struct pending *pending_of(CK_ULONG session, const CK_BYTE *name)
{
  for (struct pending *each = pendings; each < pendings + MANY; each++) {
    if (each->name != NULL && each->session == session && strcmp(each->name, (const char *)name) == 0) return each;
  }
  return NULL;
}

static CK_RV put_off(CK_ULONG session, struct pending what)
{
  static CK_ULONG ids = 100;
  /* What an earlier initialisation has left of a session with the same handle. */
  struct pending *pending = pending_of(session, (const CK_BYTE *)what.name);
  if (pending == NULL) for (pending = pendings; pending->name != NULL;) pending++;
  *pending = what;
  pending->session = session;
  pending->id = ids++;
  pending->polls = number("pending", 0);
  return CKR_PENDING;
}

CK_RV later_C_Login(CK_ULONG session, CK_ULONG user, CK_BYTE *pin, CK_ULONG length)
{
  CK_RV rv = do_C_Login(session, user, pin, length);
  return puts_off(session) ? put_off(session, (struct pending){ .name = "C_Login", .rv = rv }) : rv;
}

CK_RV later_C_SignInit(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG key)
{
  CK_RV rv = do_C_SignInit(session, mechanism, key);
  return puts_off(session) ? put_off(session, (struct pending){ .name = "C_SignInit", .rv = rv }) : rv;
}

CK_RV later_C_Sign(CK_ULONG session, CK_BYTE *data, CK_ULONG size, CK_BYTE *out, CK_ULONG *length)
{
  CK_ULONG given = *length;
  if (!puts_off(session) || out == NULL) return do_C_Sign(session, data, size, out, length);
  CK_BYTE *kept = malloc(given + 1);
  CK_RV rv = do_C_Sign(session, data, size, kept, &given);
  if (rv == CKR_BUFFER_TOO_SMALL) {
    free(kept);
    *length = given;
    return rv;
  }
  return put_off(session, (struct pending){ .name = "C_Sign", .rv = rv, .buffer = out, .kept = kept, .length = given });
}

CK_RV later_C_GenerateKey(CK_ULONG session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *template, CK_ULONG count,
                          CK_ULONG *key)
{
  if (!puts_off(session)) return do_C_GenerateKey(session, mechanism, template, count, key);
  struct pending what = { .name = "C_GenerateKey" };
  what.rv = do_C_GenerateKey(session, mechanism, template, count, &what.handles[0]);
  return put_off(session, what);
}

CK_RV later_C_GenerateKeyPair(CK_ULONG session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *of_public, CK_ULONG count,
                              CK_ATTRIBUTE *of_private, CK_ULONG private_count, CK_ULONG *public, CK_ULONG *private)
{
  if (!puts_off(session))
    return do_C_GenerateKeyPair(session, mechanism, of_public, count, of_private, private_count, public, private);
  struct pending what = { .name = "C_GenerateKeyPair" };
  what.rv = do_C_GenerateKeyPair(session, mechanism, of_public, count, of_private, private_count, &what.handles[0],
                                 &what.handles[1]);
  return put_off(session, what);
}

CK_RV do_C_AsyncComplete(CK_ULONG session, CK_BYTE *name, CK_ASYNC_DATA *data)
{
  struct pending *pending = pending_of(session, name);
  if (pending == NULL) return CKR_OPERATION_NOT_INITIALIZED;
  if (pending->polls > 1) {
    pending->polls--;
    return CKR_PENDING;
  }
  if (pending->rv == CKR_OK && pending->kept != NULL) memcpy(pending->buffer, pending->kept, pending->length);
  if (data != NULL) {
    if (data->ulVersion != 0) return CKR_ARGUMENTS_BAD;
    *data = (CK_ASYNC_DATA){ 0, pending->buffer, pending->length, pending->handles[0], pending->handles[1] };
  }
  free(pending->kept);
  CK_RV rv = pending->rv;
  *pending = (struct pending){ 0 };
  return rv;
}

CK_RV do_C_AsyncGetID(CK_ULONG session, CK_BYTE *name, CK_ULONG *id)
{
  struct pending *pending = pending_of(session, name);
  if (pending == NULL) return CKR_OPERATION_NOT_INITIALIZED;
  if (number("unsaveable", 0)) return CKR_STATE_UNSAVEABLE;
  *id = pending->id;
  pending->session = 0;
  pending->buffer = NULL;
  return CKR_OK;
}

CK_RV do_C_AsyncJoin(CK_ULONG session, CK_BYTE *name, CK_ULONG id, CK_BYTE *room, CK_ULONG size)
{
  for (struct pending *each = pendings; each < pendings + MANY; each++) {
    if (each->name == NULL || each->id != id || each->session != 0) continue;
    if (strcmp(each->name, (const char *)name) != 0) return CKR_SAVED_STATE_INVALID;
    if (each->kept != NULL && size < each->length) return CKR_BUFFER_TOO_SMALL;
    each->session = session;
    each->buffer = room;
    return CKR_OK;
  }
  return CKR_SAVED_STATE_INVALID;
}
