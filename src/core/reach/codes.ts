/** Explanation codes: Reachability Analyzer's vocabulary (SEMANTICS §6) with a `REPLY_` twin for the answering packet. */
export type RequestCode =
  | 'SUBNET_ACL_RESTRICTION'
  | 'ENI_SG_RULES_MISMATCH'
  | 'SG_HAS_NO_RULES'
  | 'ENI_ADDRESS_RESTRICTION'
  | 'ENI_SOURCE_DEST_CHECK_RESTRICTION'
  | 'NO_ROUTE_TO_DESTINATION'
  | 'BAD_STATE_ROUTE'
  | 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
  | 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'
  | 'NGW_SOURCE_ADDRESS_REASSIGN'
  | 'PROTOCOL_RESTRICTION'
  | 'VPCE_GATEWAY_PROTOCOL_RESTRICTION'
  | 'VPCE_INTRA_VPC_TRAFFIC'
  | 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED'
  | 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'
  | 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'
  | 'TGW_ATTACH_VPC_AZ_RESTRICTION'
  | 'TGW_RTB_BAD_STATE_ROUTE'
  | 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT'
  | 'ELBV2_LISTENERS_MISMATCH'
  | 'ELBV2_SOURCE_ADDRESS_PRESERVATION'
  | 'BAD_STATE'
  | 'NO_POSSIBLE_DESTINATION'
  | 'NO_PATH'
  | 'UNSUPPORTED_COMPONENT';

export type ExplanationCode =
  RequestCode | `REPLY_${RequestCode}` | `UNKNOWN_${RequestCode}` | `UNKNOWN_REPLY_${RequestCode}`;

/** The code for a checkpoint that said no, or, when `settled` is false, could not say. */
export function codeFor(code: RequestCode, leg: 'request' | 'reply', settled: boolean): ExplanationCode {
  if (leg === 'request') return settled ? code : `UNKNOWN_${code}`;
  return settled ? `REPLY_${code}` : `UNKNOWN_REPLY_${code}`;
}
