// 24-bit colour on terminals whose terminfo entry knows 256 colours only.
//
// ncurses takes its colours from the entry and has no call to change them, but it reads an entry
// from the variable TERMINFO itself, in hexadecimal. So the loaded entry is written once more in the
// compiled form of term(5), with the colour capabilities of xterm-direct.

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1

#include "CNcurses.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

// Colours 0 to 7 and 8 to 15 are the palette's, the rest 0xRRGGBB.
#define DIRECT(normal, bright, rgb)                                                           \
  "\033[%?%p1%{8}%<%t" normal "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e" rgb                \
  ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

enum {
  MAGIC = 01036,  // the form with 32-bit numbers
  LARGEST = 16 * 1024,
};

// What is left unsaid (absent) or said anew; all else is taken over.
static const struct {
  const char *name, *value;
} changed_strings[] = {
    {"setaf", DIRECT("3", "9", "38")}, {"setab", DIRECT("4", "10", "48")},
    {"setf", NULL}, {"setb", NULL}, {"initc", NULL}, {"initp", NULL}, {"oc", NULL},
};

static const char *string_value(const char *name) {
  for (size_t i = 0; i < sizeof changed_strings / sizeof *changed_strings; i++) {
    if (strcmp(changed_strings[i].name, name) == 0) return changed_strings[i].value;
  }
  return shim_string(name);
}

static int number_value(const char *name) {
  if (strcmp(name, "colors") == 0) return 1 << 24;
  if (strcmp(name, "pairs") == 0) return 1 << 16;
  return shim_number(name);
}

static bool flag_value(const char *name) { return strcmp(name, "ccc") != 0 && shim_flag(name); }

struct entry {
  uint8_t bytes[LARGEST];
  size_t count;
  bool too_large;
};

static void put(struct entry *entry, const void *bytes, size_t count) {
  if (entry->count + count > LARGEST) {
    entry->too_large = true;
    return;
  }
  memcpy(entry->bytes + entry->count, bytes, count);
  entry->count += count;
}

static void put_byte(struct entry *entry, uint8_t value) { put(entry, &value, 1); }

static void put_16(struct entry *entry, int value) {
  put_byte(entry, (uint8_t)(value & 0xFF));
  put_byte(entry, (uint8_t)(value >> 8 & 0xFF));
}

static void put_32(struct entry *entry, int value) {
  put_16(entry, value & 0xFFFF);
  put_16(entry, (int)((uint32_t)value >> 16));
}

static void align(struct entry *entry) {
  if (entry->count % 2) put_byte(entry, 0);
}

// The bytes of all strings with their ends.
static size_t string_table_size(void) {
  size_t size = 0;
  for (int i = 0; i < STRWRITE; i++) {
    const char *value = string_value(strnames[i]);
    if (value) size += strlen(value) + 1;
  }
  return size;
}

static void put_standard(struct entry *entry, const char *name) {
  put_16(entry, MAGIC);
  put_16(entry, (int)strlen(name) + 1);
  put_16(entry, BOOLWRITE);
  put_16(entry, NUMWRITE);
  put_16(entry, STRWRITE);
  put_16(entry, (int)string_table_size());

  put(entry, name, strlen(name) + 1);
  for (int i = 0; i < BOOLWRITE; i++) put_byte(entry, flag_value(boolnames[i]));
  align(entry);
  for (int i = 0; i < NUMWRITE; i++) put_32(entry, number_value(numnames[i]));

  size_t offset = 0;
  for (int i = 0; i < STRWRITE; i++) {
    const char *value = string_value(strnames[i]);
    put_16(entry, value ? (int)offset : -1);
    if (value) offset += strlen(value) + 1;
  }
  for (int i = 0; i < STRWRITE; i++) {
    const char *value = string_value(strnames[i]);
    if (value) put(entry, value, strlen(value) + 1);
  }
}

// One extended capability: the flag RGB, eight bits for each part.
static void put_extended(struct entry *entry) {
  align(entry);
  put_16(entry, 1);  // flags
  put_16(entry, 0);  // numbers
  put_16(entry, 0);  // strings
  put_16(entry, 1);  // names
  put_16(entry, 4);  // bytes of the names
  put_byte(entry, 1);
  align(entry);
  put_16(entry, 0);
  put(entry, "RGB", 4);
}

char *shim_direct_description(const char *name) {
  struct entry *entry = calloc(1, sizeof *entry);
  if (!entry) return NULL;
  put_standard(entry, name);
  put_extended(entry);
  char *text = entry->too_large ? NULL : malloc(4 + 2 * entry->count + 1);
  if (text) {
    memcpy(text, "hex:", 5);
    for (size_t i = 0; i < entry->count; i++) {
      text[4 + 2 * i] = "0123456789ABCDEF"[entry->bytes[i] >> 4];
      text[5 + 2 * i] = "0123456789ABCDEF"[entry->bytes[i] & 15];
    }
    text[4 + 2 * entry->count] = 0;
  }
  free(entry);
  return text;
}
