// A small pool of threads that take disjoint parts of one job.
#include "threads.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { most_threads = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER, finished = PTHREAD_COND_INITIALIZER;
// One job at a time: who finds the pool busy does its parts alone.
static pthread_mutex_t job_lock = PTHREAD_MUTEX_INITIALIZER;
static int started;
static ag_part part_function;
static void *part_context;
static int parts, next_part, running;

static _Atomic int wanted = 0;

static int environment_threads(void) {
  const char *text = getenv("AGRUN_THREADS");
  int count = text ? atoi(text) : 1;
  return count < 1 ? 1 : count > most_threads ? most_threads : count;
}

int ag_threads(void) {
  int count = atomic_load_explicit(&wanted, memory_order_relaxed);
  if (count > 0) return count;
  count = environment_threads();
  atomic_store_explicit(&wanted, count, memory_order_relaxed);
  return count;
}

void ag_set_threads(int count) {
  int bounded = count < 1 ? 1 : count > most_threads ? most_threads : count;
  atomic_store_explicit(&wanted, bounded, memory_order_relaxed);
}

// Takes parts until none is left; called with the lock held.
static void take_parts(void) {
  while (next_part < parts) {
    int part = next_part++;
    pthread_mutex_unlock(&lock);
    part_function(part, part_context);
    pthread_mutex_lock(&lock);
    if (--running == 0) pthread_cond_signal(&finished);
  }
}

static void *serve(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  while (true) {
    take_parts();
    pthread_cond_wait(&work, &lock);
  }
  return NULL;
}

static void start_threads(int count) {
  while (started < count - 1) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, NULL) != 0) return;
    pthread_detach(thread);
    started++;
  }
}

void ag_parallel(int count, ag_part function, void *context) {
  if (count < 2 || ag_threads() < 2 || pthread_mutex_trylock(&job_lock) != 0) {
    for (int part = 0; part < count; part++) function(part, context);
    return;
  }
  pthread_mutex_lock(&lock);
  start_threads(ag_threads());
  part_function = function;
  part_context = context;
  next_part = 0;
  parts = running = count;
  pthread_cond_broadcast(&work);
  take_parts();
  while (running > 0) pthread_cond_wait(&finished, &lock);
  parts = 0;
  pthread_mutex_unlock(&lock);
  pthread_mutex_unlock(&job_lock);
}
