// Where to go after signing in: back to where one was, never out of the desk.

/** The door for somebody who is at `here` and shall come back to it. */
export const doorFrom = (here: string) => (here === '/' ? '/signin' : `/signin?back=${encodeURIComponent(here)}`);

/** A path of the desk out of `?back=`; anything else leads to today. */
export const backTo = (back: string | undefined) =>
  back && /^\/(?![/\\])/.test(back) && !back.startsWith('/signin') ? back : '/';
