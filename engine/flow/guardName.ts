/** A predicate with such a name promises to tell good values from bad ones. That something exists says nothing of the kind. */
export const GUARD_NAME =
  /(?:valid|allow|safe|saniti|trust|permit|white|check|known|accept|support|inside|within|public|private|internal|loopback|block|black|ban(?:ned)?$|forbid|den(?:y|ied)|malicious|danger|suspicious|illegal|traversal|outside|bad|evil|assert|ensure|verif|^test$)/i;
