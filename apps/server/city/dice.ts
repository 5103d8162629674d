// Chance with a seed: the same seed throws the same numbers, and so gives the same city down to every identity.
const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

/** One stream of throws (sfc32), told apart from the others of a seed by its name. */
export class Dice {
  #a: number;
  #b: number;
  #c: number;
  #n = 1;

  constructor(seed: number, name: string) {
    let h = seed >>> 0;
    for (const letter of name) h = Math.imul(h ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
    [this.#a, this.#b, this.#c] = [h, ~h, seed | 0];
    for (let i = 0; i < 12; i++) this.next();
  }

  /** 32 bits. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#n) | 0;
    this.#n = (this.#n + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0;
    return t >>> 0;
  }

  /** From 0 up to, not including, 1. */
  share = (): number => this.next() / 4_294_967_296;
  /** A whole number from 0 up to, not including, `n`. */
  below = (n: number): number => Math.floor(this.share() * n);
  chance = (share: number): boolean => this.share() < share;
  pick = <T>(list: readonly T[]): T => list[this.below(list.length)]!;

  /** Some of a list, no element twice. */
  some<T>(list: readonly T[], n: number): T[] {
    const left = [...list];
    return Array.from({ length: Math.min(n, left.length) }, () => left.splice(this.below(left.length), 1)[0]!);
  }

  /** How many of something rare happen where `mean` are to be expected (Poisson). */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let n = -1;
    for (let p = 1; p > limit || n < 0; n++) p *= this.share();
    return n;
  }

  /** A UUID of version 7, at an instant in milliseconds, as the kernel makes for whatever happens. */
  idAt(ms: number): string {
    const at = Math.floor(ms).toString(16).padStart(12, '0');
    const [x, y, z] = [this.next(), this.next(), this.next()];
    return `${at.slice(0, 8)}-${at.slice(8)}-7${hex(x, 12).slice(1)}-${hex((y >>> 2) | 0x80000000, 32).slice(0, 4)}-${hex(y, 16)}${hex(z, 32)}`;
  }

  /** A UUID of version 4, as the database makes for duties and periods. */
  id(): string {
    const [x, y, z, w] = [this.next(), this.next(), this.next(), this.next()];
    return `${hex(x, 32)}-${hex(y, 16)}-4${hex(y >>> 16, 16).slice(1)}-${hex((z >>> 2) | 0x80000000, 32).slice(0, 4)}-${hex(z, 16)}${hex(w, 32)}`;
  }
}

/** The lowest `bits` (12 counts as 16) of a number, in hex. */
function hex(n: number, bits: number): string {
  const low = HEX[(n >>> 8) & 255]! + HEX[n & 255]!;
  return bits === 32 ? HEX[n >>> 24]! + HEX[(n >>> 16) & 255]! + low : low;
}
