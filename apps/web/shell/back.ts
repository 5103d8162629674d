// Where to go after signing in: back to where one was, never out of the desk.

/** A path of the desk out of `?back=`; anything else leads to today. */
export const backTo = (back: string | undefined) =>
  back && /^\/(?![/\\])/.test(back) && !back.startsWith('/signin') ? back : '/';
