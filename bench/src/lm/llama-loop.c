// What llama-perplexity --kl-divergence does to each row, written anew from its description (llama.cpp 0.5,
// tools/perplexity): single precision throughout, sums in double, tokens of a base log-probability up to -16 passed over.
//
// llama-loop BASE LOGITS: times it over the first chunk of a .kld file, whose logits of the other model are in LOGITS in single
// precision. As in llama.cpp the base's rows of a chunk are read at once, and the logits lie in memory, too many to be cached;
// reading them is off the clock, as llama.cpp has them from its forward pass.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct totals {
  double nll, nll2, nll_base, nll_base2, both, kld, kld2, dp, dp2, dp4;
  float dp_most;
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
  memcpy(&scale, row, 4);
  memcpy(&floor_log, row + 2, 4);
  const uint16_t *codes = row + 4;
  const float nll_base = -(scale * codes[token] + floor_log);
  t->nll += nll;
  t->nll2 += (double)nll * nll;
  t->nll_base += nll_base;
  t->nll_base2 += (double)nll_base * nll_base;
  t->both += (double)nll * nll_base;
  double sum = 0;
  float base_top = 0;
  int base_best = -1;
  for (int i = 0; i < n; i++) {
    const float base = scale * codes[i] + floor_log;
    if (i == 0 || base > base_top) {
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
  t->dp_most = fmaxf(t->dp_most, fabsf(dp));
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

static void *taken(size_t bytes) {
  void *memory = malloc(bytes);
  if (!memory) exit(3);
  return memset(memory, 1, bytes);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int32_t head[3], *tokens;
  FILE *base = open_rows(argv[1], head, &tokens);
  FILE *model = fopen(argv[2], "rb");
  const int n = head[1], first = head[0] / 2, rows = head[0] - 1 - first;
  const size_t width = 4 + 2 * ((n + 1) / 2);
  uint16_t *codes = taken(2 * width * rows);
  float *logits = taken(sizeof(float) * n * rows), *kld_values = taken(4 * rows), *dp_values = taken(4 * rows);
  if (!model || fread(logits, sizeof(float) * n, rows, model) != (size_t)rows) return 2;
  setvbuf(base, NULL, _IONBF, 0);
  struct totals t = {0};
  const double start = seconds();
  if (fread(codes, 2 * width, rows, base) != (size_t)rows) return 2;
  const double read = seconds();
  for (int i = 0; i < rows; i++) {
    one_row(logits + (size_t)i * n, codes + i * width, n, tokens[first + i + 1], &t, kld_values + i, dp_values + i);
  }
  const double end = seconds();
  printf("{\"rows\":%d,\"seconds\":%.9g,\"reading\":%.9g,\"meanKl\":%.9g,\"same\":%zu,\"last\":%.9g}\n", rows, end - start,
         read - start, t.kld / rows, t.same_top, kld_values[rows - 1] + dp_values[rows - 1] + t.dp_most);
  return 0;
}
