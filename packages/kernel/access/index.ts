// Who may do what: sign-in, sessions, scope and permissions, resolved in one place and nowhere else.
export { signIn, signOut, memberOf, openAccess, type Access } from './session.ts';
export { changePassword, createAccount, disableAccount, ownSessions, resetPassword, unlockAccount } from './account.ts';
export { hashPassword } from './password.ts';
export { resolveMember } from './scope.ts';
export { grantTo, revokeGrants, showTo } from './grant.ts';
export { allow, holds } from './guard.ts';
export { policies } from './policies.ts';
export { type RoleView, changeRole, listRoles } from './role-edit.ts';
export { ROLES, allPermissions, kernelPermissions, seedRoles } from './roles.ts';
