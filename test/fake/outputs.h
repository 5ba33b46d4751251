/* Mechanisms that give something back through their parameter, and none of which a real module here has. */

static void number_up(void *room, CK_ULONG length, CK_BYTE first)
{
  for (CK_ULONG i = 0; room != NULL && i < length; i++) ((CK_BYTE *)room)[i] = first + i;
}

static CK_ULONG make_key(CK_ULONG session)
{
  CK_ULONG class = CKO_SECRET_KEY, handle = 0;
  create(session, &(CK_ATTRIBUTE){ CKA_CLASS, &class, sizeof class }, 1, &handle);
  return handle;
}

/* What the mechanism writes; keys besides the first are made in the session. */
static CK_RV give_back(CK_ULONG session, const CK_MECHANISM *mechanism)
{
  void *parameter = mechanism->pParameter;
  switch (mechanism->mechanism) {
  case CKM_TLS12_EXTENDED_MASTER_KEY_DERIVE: {
    CK_TLS12_EXTENDED_MASTER_KEY_DERIVE_PARAMS *p = parameter;
    *p->pVersion = (CK_VERSION){ 3, 1 };
    return CKR_OK;
  }
  case CKM_WTLS_MASTER_KEY_DERIVE: {
    CK_WTLS_MASTER_KEY_DERIVE_PARAMS *p = parameter;
    *p->pVersion = 1;
    return CKR_OK;
  }
  case CKM_TLS12_KEY_SAFE_DERIVE: {
    CK_TLS12_KEY_MAT_PARAMS *p = parameter;
    CK_SSL3_KEY_MAT_OUT *out = p->pReturnedKeyMaterial;
    if (out->pIVClient != NULL || out->pIVServer != NULL) return CKR_MECHANISM_PARAM_INVALID;
    out->hClientKey = make_key(session);
    out->hServerKey = make_key(session);
    /* No MAC secrets: a cipher that authenticates. */
    return CKR_OK;
  }
  case CKM_WTLS_SERVER_KEY_AND_MAC_DERIVE: {
    CK_WTLS_KEY_MAT_PARAMS *p = parameter;
    p->pReturnedKeyMaterial->hMacSecret = make_key(session);
    p->pReturnedKeyMaterial->hKey = make_key(session);
    number_up(p->pReturnedKeyMaterial->pIV, p->ulIVSizeInBits / 8, 0x10);
    return CKR_OK;
  }
  case CKM_TLS_PRF: {
    CK_TLS_PRF_PARAMS *p = parameter;
    if (is("length", "~0")) *p->pulOutputLen = ~0UL;
    else number_up(p->pOutput, *p->pulOutputLen, 0x20);
    return CKR_OK;
  }
  case CKM_WTLS_PRF: {
    CK_WTLS_PRF_PARAMS *p = parameter;
    number_up(p->pOutput, --*p->pulOutputLen, 0x30);
    return CKR_OK;
  }
  case CKM_KEA_DERIVE: {
    CK_KEA_DERIVE_PARAMS *p = parameter;
    number_up(p->isSender ? p->pRandomA : p->pRandomB, p->ulRandomLen, 0x40);
    return CKR_OK;
  }
  case CKM_DSA_PROBABILISTIC_PARAMETER_GEN: {
    CK_DSA_PARAMETER_GEN_PARAM *p = parameter;
    number_up(p->pSeed, p->ulSeedLen, 0x50);
    return CKR_OK;
  }
  case CKM_KEY_WRAP_SET_OAEP: {
    CK_KEY_WRAP_SET_OAEP_PARAMS *p = parameter;
    if (p->pX == NULL || p->ulXLen < 5) return CKR_BUFFER_TOO_SMALL;
    p->bBC = 3;
    number_up(p->pX, p->ulXLen = 5, 0x60);
    return CKR_OK;
  }
  case CKM_SKIPJACK_CBC64:
    number_up(parameter, mechanism->ulParameterLen, 0x70);
    return CKR_OK;
  case CKM_AES_GCM: {
    CK_GCM_PARAMS *p = parameter;
    if (!is("nonce", "own")) return CKR_OK;
    for (CK_ULONG i = 0; i < p->ulIvLen; i++) if (p->pIv[i] != 0) return CKR_MECHANISM_PARAM_INVALID;
    number_up(p->pIv, p->ulIvLen, 0x80);
    return CKR_OK;
  }
  default:
    return CKR_OK;
  }
}

CK_RV do_C_DeriveKey(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG, CK_ATTRIBUTE *template, CK_ULONG count,
                     CK_ULONG *key)
{
  CK_RV rv = give_back(session, mechanism);
  /* A sender that has only made its random number has no key yet. */
  CK_KEA_DERIVE_PARAMS *kea = mechanism->mechanism == CKM_KEA_DERIVE ? mechanism->pParameter : NULL;
  if (kea != NULL && kea->pRandomB[kea->ulRandomLen - 1] == 0) return rv;
  return rv != CKR_OK || key == NULL ? rv : create(session, template, count, key);
}

CK_RV do_C_UnwrapKey(CK_ULONG session, CK_MECHANISM *mechanism, CK_ULONG, CK_BYTE *, CK_ULONG, CK_ATTRIBUTE *template,
                     CK_ULONG count, CK_ULONG *key)
{
  CK_RV rv = give_back(session, mechanism);
  return rv == CKR_OK ? create(session, template, count, key) : rv;
}

/* CK_OTP_SIGNATURE_INFO, its list and its values, one after the other. */
static CK_RV one_time_password(CK_BYTE *out, CK_ULONG *length)
{
  static struct {
    CK_OTP_SIGNATURE_INFO info;
    CK_OTP_PARAM list[6];
    CK_ULONG flags, format;
    char value[6], time[14], counter[8], pin[4];
  } *given, last;
  CK_ULONG room = *length;
  *length = sizeof *given;
  if (out == NULL) return CKR_OK;
  if (room < sizeof *given) return CKR_BUFFER_TOO_SMALL;
  given = (void *)out;
  given->info = (CK_OTP_SIGNATURE_INFO){ given->list, 6 };
  memcpy(given->value, "755224", 6);
  memcpy(given->time, "20261123141516", 14);
  number_up(given->counter, 8, 0);
  memcpy(given->pin, "1234", 4);
  given->flags = CKF_NEXT_OTP | CKF_EXCLUDE_PIN;
  given->format = CK_OTP_FORMAT_DECIMAL;
  given->list[0] = (CK_OTP_PARAM){ CK_OTP_VALUE, is("otp", "astray") ? last.value : given->value, 6 };
  given->list[1] = (CK_OTP_PARAM){ CK_OTP_TIME, given->time, 14 };
  given->list[2] = (CK_OTP_PARAM){ CK_OTP_COUNTER, given->counter, 8 };
  given->list[3] = (CK_OTP_PARAM){ CK_OTP_FLAGS, &given->flags, sizeof given->flags };
  given->list[4] = (CK_OTP_PARAM){ CK_OTP_OUTPUT_FORMAT, &given->format, sizeof given->format };
  given->list[5] = (CK_OTP_PARAM){ CK_OTP_PIN, given->pin, 4 };
  return CKR_OK;
}
