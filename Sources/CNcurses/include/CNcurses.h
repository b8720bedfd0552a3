// What `Terminal` needs of ncurses, as plain functions.
//
// Swift cannot import ncurses' macros, globals and variadic functions, and the header hides its wide
// calls unless macros are defined before it. So <ncurses.h> stays in the .c files, and everything
// Swift may call stands here under names that begin with shim_.

#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Before the screen

// Makes the character set of this process UTF-8: the person's locale if it is one, else C.UTF-8.
// False when the machine has neither.
bool shim_use_utf8(void);

// The columns the C library gives a scalar: 0, 1, 2, or -1 for what it does not print. ncurses lays
// rows out by these numbers.
int shim_width(uint32_t scalar);

enum shim_description {
  SHIM_USABLE = 0,
  SHIM_UNKNOWN = 1,  // no terminfo entry of this name
  SHIM_UNFIT = 2,    // an entry, but it cannot address the cursor
};

// Loads the terminfo entry `name` for the terminal at `descriptor`.
enum shim_description shim_describe(const char *name, int descriptor);

// Capabilities of the entry loaded last, by terminfo name. NULL, -1 and false when absent.
const char *shim_string(const char *capability);
int shim_number(const char *capability);
bool shim_flag(const char *capability);

// Many terminals call themselves xterm and cannot repeat a character: does without that capability.
void shim_forgo_repetition(void);

// A terminfo entry like the loaded one, but with 24-bit colour: colours 0 to 15 are the palette, all
// others 0xRRGGBB. It is returned in the form ncurses accepts in the variable TERMINFO ("hex:…"), to
// be freed by the caller; NULL when the entry is too large or memory is short.
char *shim_direct_description(const char *name);

// MARK: The screen

// Starts ncurses on the terminal `name`, in raw mode, on the alternate screen. `description`, if not
// NULL, stands in for the system's entry. False when ncurses refuses.
bool shim_open(const char *name, const char *description, int input, int output, bool colors);

// The colours ncurses can show: 0, 8, 16, 256, 0x1000000 …
int shim_colors(void);

// True when the terminal's own default colours can be asked for as colour -1.
bool shim_default_colors(void);

// The terminal's size as the system knows it; false when it does not say.
bool shim_window_size(int descriptor, int *rows, int *columns);

// Tells ncurses the new size.
void shim_resize(int rows, int columns);

enum {
  SHIM_BOLD = 1,
  SHIM_DIM = 2,
  SHIM_ITALIC = 4,
  SHIM_UNDERLINE = 8,
  SHIM_REVERSE = 16,
  SHIM_CONCEALED = 32,
  SHIM_SCALARS = 5,  // one base and four marks: all that a cchar_t holds
};

// One character on its way to the screen: a base of one or two columns and its marks, unused places
// 0. A colour of -1 is the terminal's own.
struct shim_cell {
  uint32_t scalars[SHIM_SCALARS];
  uint32_t attributes;
  int32_t foreground;
  int32_t background;
};

// Places cells in a row from its left edge. `count` counts cells, not columns.
void shim_place(int row, const struct shim_cell *cells, int count);

// Sends what changed since the last call. The cursor is shown at the place given, or hidden when
// `row` is negative.
void shim_send(int row, int column);

// Forgets what the terminal shows, so that the next shim_send paints everything.
void shim_forget(void);

// Gives the terminal back in the state it was found; shim_enter takes it again.
void shim_leave(void);
void shim_enter(void);

// Leaves for good and frees the screen.
void shim_close(void);

// MARK: Signals (signals.c)

// The pipe that ends a wait: reading end and writing end, made once for the life of the process.
// False when no pipe can be had.
bool shim_wake_pipe(int *reading, int *writing);

enum {
  SHIM_RESIZED = 1,
  SHIM_STOP = 2,
  SHIM_CONTINUED = 4,
  SHIM_INTERRUPT = 8,
  SHIM_TERMINATE = 16,
  SHIM_HANGUP = 32,
};

// Keeps a copy of what makes the terminal sane again: the modes `descriptor` has now. To be called
// before shim_open.
void shim_remember_modes(int descriptor);

// Catches the signals a full-screen program must answer. From now on a crash, an exit, or a second
// request to end writes the farewell to `output` and sets the remembered modes.
void shim_catch_signals(int output);

// What gives the terminal back when ncurses may not be called; nothing before the first call.
void shim_set_farewell(const uint8_t *farewell, size_t count);

// Raw mode without echo, for a talk with the terminal before the screen is opened. shim_unhush goes
// back to the remembered modes, but still without echo; leaving the screen brings that back too.
void shim_hush(int descriptor);
void shim_unhush(int descriptor);

// Sets the remembered modes.
void shim_restore_modes(void);

// The SHIM_… bits that arrived since the last call.
unsigned shim_take_signals(void);

// While another program has the terminal: stop signals act on both, keyboard signals only on it.
void shim_lend_signals(void);
void shim_reclaim_signals(void);

// Stops this process, with its whole process group if asked, until it is continued.
void shim_stop(bool group);

// Gives every signal back the disposition it had.
void shim_release_signals(void);

#endif
