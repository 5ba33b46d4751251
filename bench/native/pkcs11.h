/* What the floor and the null module need of PKCS #11. The order of the functions is generated from the specification
   into function-list.h (see lib/build.mjs). */
#include <stddef.h>
#include <stdint.h>

typedef unsigned long CK_ULONG;
typedef unsigned char CK_BYTE;
typedef CK_ULONG CK_RV;
typedef struct { CK_ULONG type; void *pValue; CK_ULONG ulValueLen; } CK_ATTRIBUTE;
typedef struct { CK_ULONG mechanism; void *pParameter; CK_ULONG ulParameterLen; } CK_MECHANISM;
typedef struct {
  CK_BYTE *pIv; CK_ULONG ulIvLen; CK_ULONG ulIvBits; CK_BYTE *pAAD; CK_ULONG ulAADLen; CK_ULONG ulTagBits;
} CK_GCM_PARAMS;
typedef struct { void *create, *destroy, *lock, *unlock; CK_ULONG flags; void *pReserved; } CK_C_INITIALIZE_ARGS;
typedef CK_RV (*CK_FUNCTION)();
