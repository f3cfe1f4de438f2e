/** Where the lines of a text begin. A large text is looked through a bit at a time, so that no frame waits for it. */

/** Lines beyond this many are checked like all others, but not shown. */
const MOST_LINES = 1_000_000;
/** Lines found in one go: some milliseconds at most. */
const PORTION = 20_000;

export class Lines {
  /** Offsets of the lines' first characters. */
  #starts = new Uint32Array(1024);
  #text;
  /** Where the next line begins; -1: there is none. */
  #next = 0;
  count = 0;
  /** The length of the longest line in UTF-16 code units. */
  longest = 0;
  /** How many lines are not shown. */
  hidden = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
    this.#find(PORTION);
  }

  get complete() {
    return this.#next === -1;
  }

  /** Looks through the rest; `after` is called behind each portion. @param {() => void} after */
  async findRest(after) {
    while (!this.complete) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#find(PORTION);
      after();
    }
  }

  /** @param {number} most */
  #find(most) {
    for (let found = 0; found < most && this.#next !== -1; found += 1) {
      const start = this.#next;
      const end = this.#text.indexOf('\n', start);
      this.#add(start, end === -1 ? this.#text.length : end);
      this.#next = end === -1 ? -1 : end + 1;
    }
  }

  /** @param {number} start @param {number} end */
  #add(start, end) {
    if (this.count === MOST_LINES) {
      this.hidden += 1;
      return;
    }
    if (this.count === this.#starts.length) this.#grow();
    this.#starts[this.count] = start;
    this.count += 1;
    this.longest = Math.max(this.longest, end - start);
  }

  #grow() {
    const larger = new Uint32Array(this.#starts.length * 4);
    larger.set(this.#starts);
    this.#starts = larger;
  }

  /** The offset of a place; lines and columns count from 1. @param {number} line @param {number} [column] */
  offset(line, column = 1) {
    while (line > this.count && !this.complete) this.#find(PORTION);
    const index = Math.min(Math.max(line, 1), this.count) - 1;
    return Math.min(this.#starts[index] + column - 1, this.#text.length);
  }

  /**
   * At most `length` characters of a line, from a column on.
   *
   * @param {number} line
   * @param {number} column
   * @param {number} length
   */
  part(line, column, length) {
    const start = this.offset(line, column);
    const end = this.#text.indexOf('\n', this.offset(line));
    return this.#text.slice(start, Math.min(start + length, end === -1 ? this.#text.length : end));
  }
}
