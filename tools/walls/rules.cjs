// The walls between the parts, one rule each; `planted` is an import that the rule must catch.
const rules = [
  {
    name: 'modules-meet-at-contracts',
    comment: 'Import the other module’s contract.ts, or react to its deeds.',
    from: { path: '^modules/([^/]+)/' },
    to: { path: '^modules/([^/]+)/', pathNot: ['^modules/$1/', '^modules/[^/]+/contract\\.ts$'] },
    planted: ['modules/a/server.ts', '../b/server.ts'],
  },
  {
    name: 'packages-know-no-module',
    comment: 'A package serves any module; let the module hand in what is particular.',
    from: { path: '^packages/' },
    to: { path: '^(modules|apps)/' },
    planted: ['packages/kernel/record/act.ts', '../../../modules/b/contract.ts'],
  },
  {
    name: 'contract-is-pure',
    comment: 'A contract runs on the phone too: zod, @anlan/contract and other contracts only.',
    // `breakdown.ts` describes a working paper, `contract/` holds the parts of a long contract; the same wall holds for both.
    from: {
      path: '(^packages/contract/|^modules/[^/]+/(contract|contract/[^/]+|breakdown)\\.ts$)',
      pathNot: '\\.test\\.ts$',
    },
    to: {
      pathNot: ['^packages/contract/', '^modules/[^/]+/(contract|contract/[^/]+|breakdown)\\.ts$', 'node_modules/zod/'],
    },
    planted: ['modules/a/contract.ts', './words.ts'],
  },
  {
    name: 'faces-stay-apart',
    comment: 'What runs in a browser asks the server through a route.',
    from: { path: '(\\.tsx$|^apps/(web|field)/|^packages/(ui|offline)/)' },
    to: { path: '(^modules/[^/]+/server\\.ts$|^packages/kernel/)' },
    planted: ['modules/a/web.tsx', './server.ts'],
  },
  {
    name: 'one-door-per-mechanism',
    comment: 'Outside the kernel, a folder of it is its index.ts.',
    from: { pathNot: '^packages/kernel/' },
    to: { path: '^packages/kernel/[^/]+/(?!index\\.ts$)' },
    planted: ['modules/a/effects.ts', '../../packages/kernel/record/act.ts'],
  },
  {
    name: 'one-door-to-data',
    comment: 'Only packages/kernel/db speaks to PostgreSQL; everybody else goes through an actor.',
    // The queue of graphile-worker and LISTEN hold a connection of their own; neither reads a row of business. Trials and
    // measurements look at the store from outside the product.
    from: {
      pathNot:
        '^(packages/kernel/(db/|job/(queue|job\\.test)\\.ts$|notify/(listen|notify\\.test)\\.ts$)|test/(assure|bench)/)',
    },
    to: { path: 'node_modules/(pg|pg-pool)/' },
    planted: ['packages/kernel/record/list.ts', 'pg'],
  },
  {
    name: 'no-circular',
    comment: 'Two files that need each other are one, or lack a third.',
    from: {},
    to: { circular: true },
    planted: ['modules/a/one.ts', './two.ts'],
  },
];
module.exports = rules;
