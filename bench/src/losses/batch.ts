/** One batch for every loss: logits of a student and a teacher, labels, and target distributions. */
export interface Batch {
  readonly rows: number;
  readonly cols: number;
  readonly student: Float32Array;
  readonly teacher: Float32Array;
  readonly labels: Int32Array;
  readonly targets: Float32Array;
}

/** Logits with the spread of a language model's, a teacher within a few nats of the student. */
export function drawBatch(rows: number, cols: number): Batch {
  const size = rows * cols;
  const student = new Float32Array(size);
  const teacher = new Float32Array(size);
  const targets = new Float32Array(size);
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = () => next() + next() + next() + next() - 2;
  for (let i = 0; i < size; i++) {
    student[i] = 5 * normal();
    teacher[i] = student[i]! + normal();
  }
  const labels = Int32Array.from({ length: rows }, () => Math.floor(next() * cols));
  for (let start = 0; start < size; start += cols) {
    let total = 0;
    for (let i = start; i < start + cols; i++) total += Math.exp(teacher[i]!);
    for (let i = start; i < start + cols; i++) targets[i] = Math.exp(teacher[i]!) / total;
  }
  return { rows, cols, student, teacher, labels, targets };
}
