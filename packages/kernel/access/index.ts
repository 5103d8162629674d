// Who may do what: sign-in, sessions, scope and permissions, resolved in one place and nowhere else.
export { signIn, signOut, memberOf, openAccess, type Access } from './session.ts';
export { hashPassword } from './password.ts';
export { resolveMember } from './scope.ts';
export { grantTo, revokeGrants } from './grant.ts';
export { allow, holds } from './guard.ts';
export { policies } from './policies.ts';
export { ROLES, allPermissions, seedRoles } from './roles.ts';
