// Who may do what: sign-in, sessions, scope and permissions, resolved in one place and nowhere else.
export { distrust, signOut, memberOf, openAccess, rotate, type Access } from './session.ts';
export { signIn } from './sign-in.ts';
export { beginFactor, confirmFactor, dropFactor, factorState, freshCodes, isEnrolled } from './factor.ts';
export { MASS, bearerOf, prove, requireProof, resetFactor } from './proof.ts';
export { KNOWN_DAYS, forgetDevices, tidyAccess } from './device.ts';
export {
  changePassword,
  createAccount,
  disableAccount,
  endSession,
  ownSessions,
  resetPassword,
  unlockAccount,
} from './account.ts';
export { hashPassword } from './password.ts';
export { resolveMember } from './scope.ts';
export { grantTo, revokeGrants, showTo } from './grant.ts';
export { allow, holds } from './guard.ts';
export { policies } from './policies.ts';
export { type RoleView, changeRole, listRoles } from './role-edit.ts';
export { ADMINISTRATORS, ROLES, allPermissions, isAdministrator, kernelPermissions, seedRoles } from './roles.ts';
