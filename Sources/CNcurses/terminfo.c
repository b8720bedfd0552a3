// The terminfo entry. Apart from the screen, and after our own header, because <term.h> takes words
// like `columns` for itself.

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1

#include "CNcurses.h"

#include <curses.h>
#include <term.h>

enum shim_description shim_describe(const char *name, int descriptor) {
  int status = 0;
  if (setupterm(name, descriptor, &status) != OK) {
    // 1 is an entry ncurses finds too poor (a printing or generic terminal).
    return status == 1 ? SHIM_UNFIT : SHIM_UNKNOWN;
  }
  return shim_string("cup") && shim_string("clear") ? SHIM_USABLE : SHIM_UNFIT;
}

const char *shim_string(const char *capability) {
  const char *value = tigetstr(capability);
  return value == (const char *)-1 ? NULL : value;
}

int shim_number(const char *capability) {
  int value = tigetnum(capability);
  return value < 0 ? -1 : value;
}

bool shim_flag(const char *capability) { return tigetflag(capability) > 0; }

void shim_forgo_repetition(void) { repeat_char = NULL; }
