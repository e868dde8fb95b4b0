/** A running sum with Neumaier's correction, which an infinite term does not turn into NaN. */
export class Total {
  private sum = 0;
  private rest = 0;
  add(value: number): void {
    const next = this.sum + value;
    this.rest += Math.abs(this.sum) >= Math.abs(value) ? this.sum - next + value : value - next + this.sum;
    this.sum = next;
  }
  get value(): number {
    return Number.isNaN(this.rest) ? this.sum : this.sum + this.rest;
  }
}
