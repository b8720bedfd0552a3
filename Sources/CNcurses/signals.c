// Signals: those that ask for something become bits and a byte in the wake pipe; those that end the
// program put the terminal right first.

#define _GNU_SOURCE 1

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "CNcurses.h"

static const int requests[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGHUP};
static const unsigned request_bits[] = {SHIM_RESIZED,   SHIM_STOP,      SHIM_CONTINUED,
                                        SHIM_INTERRUPT, SHIM_TERMINATE, SHIM_HANGUP};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGQUIT};

enum {
  REQUESTS = sizeof requests / sizeof *requests,
  CRASHES = sizeof crashes / sizeof *crashes,
  ALTERNATE_STACK = 64 * 1024,
};

static struct sigaction requests_before[REQUESTS], crashes_before[CRASHES];
static bool catching;

static int wake[2] = {-1, -1};
static unsigned arrived;
static bool asked_to_end;

static struct termios modes;
static bool has_modes;
static int modes_descriptor, farewell_descriptor;
static uint8_t farewell[512];
static size_t farewell_count;

bool shim_wake_pipe(int *reading, int *writing) {
  if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  *reading = wake[0];
  *writing = wake[1];
  return true;
}

void shim_remember_modes(int descriptor) {
  modes_descriptor = descriptor;
  has_modes = tcgetattr(descriptor, &modes) == 0;
}

void shim_restore_modes(void) {
  if (has_modes) tcsetattr(modes_descriptor, TCSANOW, &modes);
}

void shim_hush(int descriptor) {
  if (!has_modes) return;
  struct termios raw = modes;
  cfmakeraw(&raw);
  // Output may be translated as before.
  raw.c_oflag = modes.c_oflag;
  tcsetattr(descriptor, TCSANOW, &raw);
}

void shim_unhush(int descriptor) {
  if (!has_modes) return;
  struct termios quiet = modes;
  quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
  tcsetattr(descriptor, TCSANOW, &quiet);
}

void shim_set_farewell(const uint8_t *bytes, size_t count) {
  // A crash between these lines says nothing rather than half of it.
  farewell_count = 0;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  size_t kept = count < sizeof farewell ? count : sizeof farewell;
  memcpy(farewell, bytes, kept);
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  farewell_count = kept;
}

unsigned shim_take_signals(void) { return __atomic_exchange_n(&arrived, 0, __ATOMIC_SEQ_CST); }

// Only calls that POSIX allows in a signal handler; endwin() is none.
static void restore_terminal(void) {
  if (!__atomic_exchange_n(&catching, false, __ATOMIC_SEQ_CST)) return;
  size_t sent = 0;
  while (sent < farewell_count) {
    ssize_t count = write(farewell_descriptor, farewell + sent, farewell_count - sent);
    if (count > 0) {
      sent += (size_t)count;
    } else if (errno != EINTR) {
      break;
    }
  }
  shim_restore_modes();
}

// A background process that sets terminal modes is stopped; one about to die must not be.
static void restore_terminal_unstopped(void) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  restore_terminal();
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void handle_request(int number) {
  int error = errno;
  bool end = number == SIGTERM || number == SIGHUP;
  // Who asks twice was not answered the first time.
  if (end && __atomic_exchange_n(&asked_to_end, true, __ATOMIC_SEQ_CST)) {
    restore_terminal_unstopped();
    _exit(128 + number);
  }
  for (int i = 0; i < REQUESTS; i++) {
    if (requests[i] == number) __atomic_fetch_or(&arrived, request_bits[i], __ATOMIC_SEQ_CST);
  }
  ssize_t ignored = write(wake[1], "", 1);
  (void)ignored;
  errno = error;
}

static void handle_crash(int number) {
  restore_terminal_unstopped();
  for (int i = 0; i < CRASHES; i++) {
    if (crashes[i] == number) sigaction(number, &crashes_before[i], NULL);
  }
  // It is blocked until this handler returns, and then meets whoever handled it before us.
  raise(number);
}

static void install(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

// A stack overflow leaves no room for its own handler.
static void use_alternate_stack(void) {
  static uint8_t memory[ALTERNATE_STACK];
  stack_t stack, before;
  if (sigaltstack(NULL, &before) != 0 || !(before.ss_flags & SS_DISABLE)) return;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = memory;
  stack.ss_size = sizeof memory;
  sigaltstack(&stack, NULL);
}

void shim_catch_signals(int output) {
  static bool registered;
  farewell_descriptor = output;
  farewell_count = 0;
  asked_to_end = false;
  shim_take_signals();
  use_alternate_stack();
  for (int i = 0; i < REQUESTS; i++) {
    install(requests[i], handle_request, SA_RESTART, &requests_before[i]);
    // nohup and background jobs ask for these to stay ignored.
    if (requests_before[i].sa_handler == SIG_IGN) sigaction(requests[i], &requests_before[i], NULL);
  }
  for (int i = 0; i < CRASHES; i++) {
    install(crashes[i], handle_crash, SA_ONSTACK, &crashes_before[i]);
  }
  if (!registered) registered = atexit(restore_terminal_unstopped) == 0;
  __atomic_store_n(&catching, true, __ATOMIC_SEQ_CST);
}

void shim_release_signals(void) {
  if (!__atomic_exchange_n(&catching, false, __ATOMIC_SEQ_CST)) return;
  for (int i = 0; i < REQUESTS; i++) sigaction(requests[i], &requests_before[i], NULL);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crashes_before[i], NULL);
}

// False in a shell without job control, where a stopped program would be lost.
static bool can_stop(void) {
  for (int i = 0; i < REQUESTS; i++) {
    if (requests[i] == SIGTSTP) return requests_before[i].sa_handler != SIG_IGN;
  }
  return false;
}

void shim_lend_signals(void) {
  __atomic_store_n(&catching, false, __ATOMIC_SEQ_CST);
  signal(SIGTSTP, can_stop() ? SIG_DFL : SIG_IGN);
}

void shim_reclaim_signals(void) {
  if (can_stop()) install(SIGTSTP, handle_request, SA_RESTART, NULL);
  __atomic_fetch_and(&arrived, ~(unsigned)(SHIM_INTERRUPT | SHIM_STOP | SHIM_CONTINUED),
                     __ATOMIC_SEQ_CST);
  __atomic_store_n(&catching, true, __ATOMIC_SEQ_CST);
}

void shim_stop(bool group) {
  if (!can_stop()) return;
  shim_lend_signals();
  if (group) {
    signal(SIGTSTP, SIG_IGN);
    kill(0, SIGTSTP);
    signal(SIGTSTP, SIG_DFL);
  }
  // To this thread, so that it does not run on past the stop.
  raise(SIGTSTP);
  shim_reclaim_signals();
}
