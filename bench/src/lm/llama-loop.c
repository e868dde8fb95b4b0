// What llama-perplexity --kl-divergence does to each row, written anew from its description (llama.cpp 0.5,
// tools/perplexity): single precision throughout, sums in double, tokens of a base log-probability up to -16 passed over.
//
// llama-loop BASE LOGITS: times it over the rows of a .kld file for which there are logits in single precision, row by row.
// Reading is off the clock: llama.cpp has the logits from its forward pass.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct totals {
  double nll, nll2, nll_base, nll_base2, both, kld, kld2, dp, dp2, dp4;
  size_t count, same_top;
};

static float log_sum_exp(const float *logits, int n, float top) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += expf(logits[i] - top);
  return (float)log(sum);
}

static void one_row(const float *logits, const uint16_t *row, int n, int token, struct totals *t, float *kld_value,
                    float *dp_value) {
  float top = logits[0];
  int best = 0;
  for (int i = 1; i < n; i++) {
    if (logits[i] > top) {
      top = logits[i];
      best = i;
    }
  }
  const float rest = top + log_sum_exp(logits, n, top);
  const float nll = rest - logits[token];
  float scale, floor_log;
  __builtin_memcpy(&scale, row, 4);
  __builtin_memcpy(&floor_log, row + 2, 4);
  const uint16_t *codes = row + 4;
  const float nll_base = -(scale * codes[token] + floor_log);
  t->nll += nll;
  t->nll2 += (double)nll * nll;
  t->nll_base += nll_base;
  t->nll_base2 += (double)nll_base * nll_base;
  t->both += (double)nll * nll_base;
  double sum = 0;
  float base_top = -INFINITY;
  int base_best = -1;
  for (int i = 0; i < n; i++) {
    const float base = scale * codes[i] + floor_log;
    if (base > base_top) {
      base_top = base;
      base_best = i;
    }
    if (base > -16.f) sum += expf(base) * (base - logits[i] + rest);
  }
  t->kld += sum;
  t->kld2 += sum * sum;
  const float dp = expf(-nll) - expf(-nll_base);
  const double dp2 = (double)dp * dp;
  t->dp += dp;
  t->dp2 += dp2;
  t->dp4 += dp2 * dp2;
  t->count++;
  t->same_top += best == base_best;
  *kld_value = (float)sum;
  *dp_value = dp;
}

static FILE *open_rows(const char *path, int32_t head[3], int32_t **tokens) {
  FILE *file = fopen(path, "rb");
  char magic[8];
  if (!file || fread(magic, 1, 8, file) != 8 || fread(head, 4, 3, file) != 3) exit(2);
  const size_t n = (size_t)head[0] * head[2];
  *tokens = malloc(4 * n);
  if (fread(*tokens, 4, n, file) != n) exit(2);
  return file;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int32_t head[3], *tokens;
  FILE *base = open_rows(argv[1], head, &tokens);
  FILE *model = fopen(argv[2], "rb");
  const int n = head[1], first = head[0] / 2, per_chunk = head[0] - 1 - first;
  const size_t width = 4 + 2 * ((n + 1) / 2);
  uint16_t *row = malloc(2 * width);
  float *logits = malloc(sizeof(float) * n);
  float kld_value = 0, dp_value = 0;
  struct totals t = {0};
  double spent = 0;
  int done = 0;
  for (;; done++) {
    if (!model || fread(row, 2, width, base) != width || fread(logits, 4, n, model) != (size_t)n) break;
    const int token = tokens[(size_t)(done / per_chunk) * head[0] + first + done % per_chunk + 1];
    const double start = seconds();
    one_row(logits, row, n, token, &t, &kld_value, &dp_value);
    spent += seconds() - start;
  }
  printf("{\"rows\":%d,\"seconds\":%.9g,\"meanKl\":%.9g,\"same\":%zu,\"last\":%.9g}\n", done, spent, t.kld / done,
         t.same_top, kld_value + dp_value);
  return 0;
}
