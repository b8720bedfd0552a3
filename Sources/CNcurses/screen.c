// The screen: one terminal, one window that fills it.

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1

#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcurses.h"

static SCREEN *screen;
static FILE *input_stream, *output_stream;
static bool has_default_colors;
static int visibility;

bool shim_use_utf8(void) {
  const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    // The character set alone: numbers and dates are ours to write.
    if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  }
  return false;
}

int shim_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static FILE *stream(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  FILE *file = copy < 0 ? NULL : fdopen(copy, mode);
  if (!file && copy >= 0) close(copy);
  return file;
}

static void close_streams(void) {
  if (input_stream) fclose(input_stream);
  if (output_stream) fclose(output_stream);
  input_stream = output_stream = NULL;
}

// newterm with `description` in place of the system's entry, and the environment as it was before.
static SCREEN *start(const char *name, const char *description) {
  if (!description) return newterm(name, output_stream, input_stream);
  const char *value = getenv("TERMINFO");
  char *before = value ? strdup(value) : NULL;
  setenv("TERMINFO", description, 1);
  SCREEN *made = newterm(name, output_stream, input_stream);
  if (before) {
    setenv("TERMINFO", before, 1);
  } else {
    unsetenv("TERMINFO");
  }
  free(before);
  return made ? made : newterm(name, output_stream, input_stream);
}

bool shim_open(const char *name, const char *description, int input, int output, bool colors) {
  input_stream = stream(input, "r");
  output_stream = stream(output, "w");
  // Exported LINES and COLUMNS go stale; the system knows the size.
  use_env(FALSE);
  use_tioctl(TRUE);
  screen = input_stream && output_stream ? start(name, description) : NULL;
  if (!screen) {
    close_streams();
    return false;
  }
  shim_forgo_repetition();
  raw();
  noecho();
  nonl();
  // Input is read elsewhere; a waiting key must not cut a painting short.
  typeahead(-1);
  has_default_colors = false;
  if (colors && has_colors() && start_color() == OK) {
    has_default_colors = use_default_colors() == OK;
  }
  leaveok(stdscr, TRUE);
  visibility = 0;
  curs_set(0);
  return true;
}

int shim_colors(void) { return COLORS; }

bool shim_default_colors(void) { return has_default_colors; }

bool shim_window_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    return false;
  }
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

void shim_resize(int rows, int columns) { resizeterm(rows, columns); }

static attr_t attributes(uint32_t bits) {
  attr_t result = WA_NORMAL;
  if (bits & SHIM_BOLD) result |= WA_BOLD;
  if (bits & SHIM_DIM) result |= WA_DIM;
#ifdef WA_ITALIC
  if (bits & SHIM_ITALIC) result |= WA_ITALIC;
#endif
  if (bits & SHIM_UNDERLINE) result |= WA_UNDERLINE;
  if (bits & SHIM_REVERSE) result |= WA_REVERSE;
  if (bits & SHIM_CONCEALED) result |= WA_INVIS;
  return result;
}

static int pair(int32_t foreground, int32_t background) {
  if (foreground < 0 && background < 0) return 0;
  int number = alloc_pair(foreground, background);
  return number < 0 ? 0 : number;
}

void shim_place(int row, const struct shim_cell *cells, int count) {
  enum { CHUNK = 256 };
  cchar_t ready[CHUNK];
  int column = 0, filled = 0, start = 0, number = 0;
  for (int i = 0; i < count; i++) {
    const struct shim_cell *cell = &cells[i];
    if (i == 0 || cell->foreground != cells[i - 1].foreground ||
        cell->background != cells[i - 1].background) {
      number = pair(cell->foreground, cell->background);
    }
    wchar_t text[SHIM_SCALARS + 1] = {0};
    for (int j = 0; j < SHIM_SCALARS && cell->scalars[j]; j++) text[j] = (wchar_t)cell->scalars[j];
    // The pair goes through the last argument: the one before it holds a short only.
    setcchar(&ready[filled++], text, attributes(cell->attributes), 0, &number);
    column += wcwidth(text[0]);
    if (filled == CHUNK || i == count - 1) {
      mvwadd_wchnstr(stdscr, row, start, ready, filled);
      start = column;
      filled = 0;
    }
  }
}

void shim_send(int row, int column) {
  bool shown = row >= 0;
  leaveok(stdscr, !shown);
  if (shown) wmove(stdscr, row, column);
  if (visibility != shown) {
    visibility = shown;
    curs_set(shown);
  }
  wnoutrefresh(stdscr);
  doupdate();
}

void shim_forget(void) { clearok(curscr, TRUE); }

void shim_leave(void) {
  endwin();
  // ncurses found the terminal without echo.
  shim_restore_modes();
}

void shim_enter(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
  doupdate();
  // ncurses shows the cursor on leaving and forgets to hide it again on some terminals.
  visibility = 0;
  curs_set(1);
  curs_set(0);
}

void shim_close(void) {
  if (!screen) return;
  if (!isendwin()) endwin();
  delscreen(screen);
  screen = NULL;
  shim_restore_modes();
  close_streams();
}
