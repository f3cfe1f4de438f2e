/** Work on the page, cut into steps: the first is done at once, and each further one waits for a frame. */
export class Turns {
  /** @type {(() => void)[]} */
  #waiting = [];
  /** Stops what was asked of the browser, while something is. @type {(() => void) | undefined} */
  #stop;
  #onBusy;

  /** @param {(busy: boolean) => void} onBusy told whether something waits */
  constructor(onBusy) {
    this.#onBusy = onBusy;
  }

  /** A step may add further ones. @param {() => void} step */
  add(step) {
    if (this.#stop) {
      this.#waiting.push(step);
      this.#onBusy(true);
    } else {
      this.#take(step);
    }
  }

  /** Forgets what waits. */
  clear() {
    this.#stop?.();
    this.#stop = undefined;
    this.#waiting = [];
    this.#onBusy(false);
  }

  /** @param {() => void} step */
  #take(step) {
    this.#stop = soon(() => this.#next());
    step();
  }

  #next() {
    const step = this.#waiting.shift();
    if (step) this.#take(step);
    else this.clear();
  }
}

/** Calls in the next frame, or soon on a page that nobody sees and that has none. @param {() => void} call */
function soon(call) {
  if (document.hidden) {
    const timer = setTimeout(call);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(call);
  return () => cancelAnimationFrame(frame);
}
