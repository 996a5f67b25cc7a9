/* Histories of one scenario on one core: the limit that the compiled engine is measured against.

   `rules.h` is written by generate.py: what each month does with the rows of numbers. Here are chance, the
   counting of what is observed, and the sums of the ledger. Rows hold so many replicates that all of them
   fit the cache, and every loop over them is left to the compiler to turn into vector instructions.

   usage: histories REPLICATES SEED
   prints one line of JSON: seconds on the wall and of CPU, and the mean of each strength in the last month. */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef CHUNK
#define CHUNK 64 /* replicates at once, a multiple of 32 */
#endif
#ifndef BLOCK
#define BLOCK 1024 /* replicates that are counted at once, a multiple of CHUNK */
#endif
#define ALIGNED __attribute__((aligned(64)))
#define EACH _Pragma("GCC ivdep") for (int i = 0; i < CHUNK; i++)
#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))
#define FOR_GOOD 0xFFFFFFFFu /* the month of what a history draws once */

typedef void Part(int month);
typedef struct { uint32_t stream; int row; } Stream;
typedef struct { float low, high; } Range;

static inline int as_whole(float x) { int y; memcpy(&y, &x, sizeof y); return y; }
static inline float as_float(int x) { float y; memcpy(&y, &x, sizeof y); return y; }
static void add_up(int month, const int *entries, int count);

#include "rules.h"

static int active; /* replicates of the chunk that count: all but in the last one */
static uint32_t (*bins)[SERIES][BINS];
static uint16_t (*binned)[MONTHS][SERIES][CHUNK]; /* of each chunk of a block */
static int64_t steps[MONTHS][SERIES], outside[MONTHS][SERIES];
static float least[MONTHS][SERIES], most[MONTHS][SERIES];
static double sums[MONTHS][ENTRIES];

/* Philox4x32-7. Counter c serves the replicates r with r / 32 == c / 8 and r % 8 == c % 8, of which the one
   with r % 32 / 8 == k takes word k. */
static void words(uint32_t *restrict out, uint32_t stream, uint32_t month, uint64_t seed, int64_t first) {
  for (int group = 0; group < CHUNK; group += 32) {
#pragma GCC ivdep
    for (int lane = 0; lane < 8; lane++) {
      uint64_t counter = (uint64_t)(first + group) / 4 + lane;
      uint32_t a = (uint32_t)counter, b = (uint32_t)(counter >> 32), c = month, d = stream;
      uint32_t key = (uint32_t)seed, lock = (uint32_t)(seed >> 32);
#pragma GCC unroll 7
      for (int turn = 0; turn < 7; turn++) {
        uint64_t of_a = (uint64_t)a * 0xD2511F53u, of_c = (uint64_t)c * 0xCD9E8D57u;
        a = (uint32_t)(of_c >> 32) ^ b ^ key, b = (uint32_t)of_c;
        c = (uint32_t)(of_a >> 32) ^ d ^ lock, d = (uint32_t)of_a;
        key += 0x9E3779B9u, lock += 0xBB67AE85u;
      }
      out[group + lane] = a, out[group + 8 + lane] = b;
      out[group + 16 + lane] = c, out[group + 24 + lane] = d;
    }
  }
}

static void make_share(float *restrict row, const uint32_t *restrict word) {
  EACH row[i] = ((float)(int)(word[i] >> 9) + 0.5f) * 0x1p-23f;
}

static void make_uniform(float *restrict row, const uint32_t *restrict word) {
  EACH row[i] = (float)(int)(word[i] >> 8) * 0x1p-24f;
}

static void make_normal(float *restrict row, const uint32_t *restrict word) {
  EACH {
    float half = ((float)(int)(word[i] & 0x7FFFFFFFu) + 0.5f) * 0x1p-32f;
    float x = sqrtf(quantile_from - logf(4 * half * (1 - half))) - quantile_middle, distance = 0;
    for (int k = LENGTH(quantile) - 1; k >= 0; k--) distance = distance * x + quantile[k];
    distance *= 1 - 2 * half;
    row[i] = (int)word[i] >= 0 ? distance : -distance;
  }
}

static void draw(void (*make)(float *, const uint32_t *), const Stream *streams, int count, uint32_t month,
                 uint64_t seed, int64_t first) {
  uint32_t word[CHUNK] ALIGNED;
  for (int k = 0; k < count; k++) {
    words(word, streams[k].stream, month, seed, first);
    make(f[streams[k].row], word);
  }
}

static void add_up(int month, const int *entries, int count) {
  for (int k = 0; k < count; k++) {
    double sum = 0;
    for (int i = 0; i < active; i++) sum += (double)moved[entries[k]][i];
    sums[month - FIRST_MONTH][entries[k]] += sum;
  }
}

/* Sums and extremes of a month, and the bin of every value, which is kept until so many histories are
   finished that it pays to fetch the counters of a month and series. */
static void note(int month, uint16_t (*into)[CHUNK]) {
  for (int k = 0; k < SERIES; k++) {
    const float low = ranges[k].low, high = ranges[k].high, scale = (BINS << STEPS_A_BIN_BITS) / (high - low);
    float smallest = least[month][k], largest = most[month][k];
    uint16_t *restrict const bin = into[k];
    uint32_t total = 0;
    int out = 0;
    for (int i = 0; i < active; i++) {
      const float value = seen[k][i], raised = value < low ? low : value;
      const float inside = raised > high ? high : raised;
      const int step = (int)((inside - low) * scale), part = step >> STEPS_A_BIN_BITS;
      smallest = value < smallest ? value : smallest, largest = value > largest ? value : largest;
      out += value != inside, total += (uint32_t)step;
      bin[i] = (uint16_t)(part < BINS ? part : BINS - 1);
    }
    steps[month][k] += total, outside[month][k] += out, least[month][k] = smallest, most[month][k] = largest;
  }
}

static void count_chunk(uint32_t *of, const uint16_t *bin, int64_t count) {
  int64_t i = 0;
  for (; i + 4 <= count; i += 4) {
    uint64_t four;
    memcpy(&four, bin + i, sizeof four);
    if (four == (four & 0xFFFF) * 0x0001000100010001u) of[bin[i]] += 4;
    else of[bin[i]]++, of[bin[i + 1]]++, of[bin[i + 2]]++, of[bin[i + 3]]++;
  }
  for (; i < count; i++) of[bin[i]]++;
}

static void count_bins(int64_t count) {
  for (int month = 0; month < MONTHS; month++)
    for (int k = 0; k < SERIES; k++)
      for (int64_t first = 0; first < count; first += CHUNK) {
        const int64_t rest = count - first;
        count_chunk(bins[month][k], binned[first / CHUNK][month][k], rest < CHUNK ? rest : CHUNK);
      }
}

static void run_chunk(int64_t first, uint16_t (*noted)[SERIES][CHUNK], uint64_t seed) {
  draw(make_share, drawn, LENGTH(drawn), FOR_GOOD, seed, first);
  start(0);
  for (int month = 0; month < MONTHS; month++) {
    const uint32_t now = FIRST_MONTH + month;
    draw(make_uniform, uniform, LENGTH(uniform), now, seed, first);
    draw(make_normal, normal, LENGTH(normal), now, seed, first);
    for (int part = 0; part < 3; part++) plan[month][part]((int)now);
    note(month, noted[month]);
  }
}

static void simulate(int64_t replicates, uint64_t seed) {
  memset(bins, 0, sizeof *bins * MONTHS), memset(steps, 0, sizeof steps), memset(outside, 0, sizeof outside);
  memset(sums, 0, sizeof sums);
  for (int month = 0; month < MONTHS; month++)
    for (int k = 0; k < SERIES; k++) least[month][k] = 3e38f, most[month][k] = -3e38f;
  for (int64_t block = 0; block < replicates; block += BLOCK) {
    const int64_t end = replicates < block + BLOCK ? replicates : block + BLOCK;
    for (int64_t first = block; first < end; first += CHUNK) {
      active = end - first < CHUNK ? (int)(end - first) : CHUNK;
      run_chunk(first, binned[(first - block) / CHUNK], seed);
    }
    count_bins(end - block);
  }
}

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 3) return fprintf(stderr, "usage: histories REPLICATES SEED\n"), 2;
  const int64_t replicates = atoll(arguments[1]);
  const uint64_t seed = strtoull(arguments[2], NULL, 10);
  bins = malloc(sizeof *bins * MONTHS), binned = malloc(sizeof *binned * (BLOCK / CHUNK));
  if (!bins || !binned) return fprintf(stderr, "no memory\n"), 1;
  simulate(replicates < CHUNK ? replicates : CHUNK, seed); /* warms up */
  const double wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  simulate(replicates, seed);
  const double cpu_taken = now(CLOCK_PROCESS_CPUTIME_ID) - cpu, wall_taken = now(CLOCK_MONOTONIC) - wall;
  printf("{\"replicates\": %lld, \"wall\": %.6f, \"cpu\": %.6f, \"means\": [", (long long)replicates,
         wall_taken, cpu_taken);
  for (int k = 0; k < LENGTH(strengths); k++) {
    const Range range = ranges[strengths[k]];
    const double most_steps = (double)replicates * (BINS << STEPS_A_BIN_BITS);
    const double share = (double)steps[MONTHS - 1][strengths[k]] / most_steps;
    printf("%s%.9f", k ? ", " : "", range.low + (range.high - range.low) * share);
  }
  printf("]}\n");
  return 0;
}
