// Free lists by size class for array memory.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "CKernels.h"

// Four classes an octave: a block wastes at most a quarter. Up to `small_limit` a list a thread,
// above one list for all.
enum {
  smallest = 64,
  classes = 160,
  small_classes = 40,
  small_entries = 64,
};
static const size_t huge_page = 2u << 20;
// The shared lists keep at most this much.
static const size_t cache_limit = 512u << 20;

typedef struct link {
  struct link *next;
} link;

typedef struct {
  link *head;
  int count;
} list;

static _Thread_local list small_lists[small_classes];
static list shared_lists[classes];
static size_t shared_bytes;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int class_of(size_t bytes) {
  if (bytes <= smallest) return 0;
  int octave = 63 - __builtin_clzll(bytes - 1);
  // The two bits below the leading one pick the quarter.
  int quarter = (int)((bytes - 1) >> (octave - 2)) & 3;
  return (octave - 6) * 4 + quarter + 1;
}

static size_t class_bytes(int class) {
  if (class == 0) return smallest;
  int octave = (class - 1) / 4 + 6, quarter = (class - 1) % 4;
  size_t bytes = ((size_t)(5 + quarter)) << (octave - 2);
  return (bytes + 63) / 64 * 64;
}

void *ag_allocate(size_t bytes) {
  if (bytes > (size_t)1 << 46) return NULL;
  int class = class_of(bytes);
  if (class < small_classes) {
    list *free_list = &small_lists[class];
    if (free_list->head) {
      link *memory = free_list->head;
      free_list->head = memory->next;
      free_list->count--;
      return memory;
    }
  } else {
    pthread_mutex_lock(&lock);
    link *memory = shared_lists[class].head;
    if (memory) {
      shared_lists[class].head = memory->next;
      shared_lists[class].count--;
      shared_bytes -= class_bytes(class);
    }
    pthread_mutex_unlock(&lock);
    if (memory) return memory;
  }
  size_t size = class_bytes(class);
  void *memory;
  if (posix_memalign(&memory, size >= 2 * huge_page ? huge_page : 64, size) != 0) return NULL;
#if defined(__linux__)
  // Advice only: without it the pages are small.
  if (size >= 2 * huge_page) (void)madvise(memory, size, MADV_HUGEPAGE);
#endif
  return memory;
}

_Noreturn void ag_exit_out_of_memory(size_t bytes) {
  if (bytes > 0) fprintf(stderr, "MemoryError: Unable to allocate %zu bytes\n", bytes);
  else fputs("MemoryError: Unable to allocate memory\n", stderr);
  _Exit(1);
}

void *ag_allocate_or_exit(size_t bytes) {
  void *memory = ag_allocate(bytes);
  if (!memory) {
    ag_release_cached();
    memory = ag_allocate(bytes);
  }
  if (!memory) ag_exit_out_of_memory(bytes);
  return memory;
}

void ag_release(void *memory, size_t bytes) {
  if (!memory) return;
  int class = class_of(bytes);
  link *entry = memory;
  if (class < small_classes) {
    list *free_list = &small_lists[class];
    if (free_list->count < small_entries) {
      entry->next = free_list->head;
      free_list->head = entry;
      free_list->count++;
      return;
    }
  } else {
    bool kept = false;
    pthread_mutex_lock(&lock);
    if (shared_bytes + class_bytes(class) <= cache_limit) {
      entry->next = shared_lists[class].head;
      shared_lists[class].head = entry;
      shared_lists[class].count++;
      shared_bytes += class_bytes(class);
      kept = true;
    }
    pthread_mutex_unlock(&lock);
    if (kept) return;
  }
  free(memory);
}

void ag_release_cached(void) {
  for (int class = 0; class < small_classes; class++)
    while (small_lists[class].head) {
      link *entry = small_lists[class].head;
      small_lists[class].head = entry->next;
      small_lists[class].count--;
      free(entry);
    }
  pthread_mutex_lock(&lock);
  for (int class = 0; class < classes; class++)
    while (shared_lists[class].head) {
      link *entry = shared_lists[class].head;
      shared_lists[class].head = entry->next;
      shared_lists[class].count--;
      free(entry);
    }
  shared_bytes = 0;
  pthread_mutex_unlock(&lock);
}
