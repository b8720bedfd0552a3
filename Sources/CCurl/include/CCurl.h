// What Swift needs of libcurl, whose functions take arguments of any kind. The library is loaded when the
// first thing is fetched: with all that it brings along it takes as long to load as Khabar to start.
#ifndef KHABAR_CCURL_H
#define KHABAR_CCURL_H

#include <stdbool.h>
#include <stddef.h>

enum { curl_go_on = 0, curl_give_up = 1, curl_pause = 2 };

// What is to be fetched, and how. Texts that are NULL are left out; all are copied.
typedef struct curl_order {
  const char *address;
  const char *agent;
  const char *accept;
  const char *etag;
  const char *modified;
  const char *name;
  const char *password;
  // file:// in place of http:// and https://.
  bool is_file;
  long connect_milliseconds;
  long total_milliseconds;
  // Slower than so many bytes a second for so many seconds ends the transfer.
  long least_speed;
  long slow_seconds;
  // Called while curl_transfers_run runs; the answers are those of the enum above.
  int (*header)(void *context, const char *bytes, size_t count);
  int (*body)(void *context, const char *bytes, size_t count);
  void *context;
} curl_order;

// How a transfer ended. Texts live until it is removed.
typedef struct curl_end {
  void *transfer;
  void *context;
  // 0 when it went well; the kinds below otherwise.
  int failure;
  const char *reason;
  long status;
  // Where the answer leads, resolved; NULL when it leads nowhere.
  const char *leads_to;
} curl_end;

enum {
  curl_ended_well = 0,
  curl_no_host,
  curl_no_connection,
  curl_too_slow,
  curl_bad_certificate,
  curl_cut_off,
  curl_given_up,
  curl_bad_address,
  curl_no_file,
  curl_bad_encoding,
  curl_no_proxy,
  curl_other,
};

// False when libcurl cannot be loaded.
bool curl_load(void);

// Transfers that run side by side on one thread; NULL when there is no memory.
void *curl_transfers(void);
void curl_transfers_free(void *transfers);
// NULL when the order makes no sense.
void *curl_transfer_begin(void *transfers, const curl_order *order);
void curl_transfer_remove(void *transfers, void *transfer);
void curl_transfer_resume(void *transfer);
// Moves what has come, and waits for more at most so long.
void curl_transfers_run(void *transfers, int milliseconds);
// The next transfer that has ended; false when there is none. It has to be removed then.
bool curl_transfers_next(void *transfers, curl_end *end);
// The time of an HTTP date in seconds since 1970; negative when it is none.
long curl_seconds(const char *date);
// Ends the wait of curl_transfers_run; from any thread.
void curl_transfers_wake(void *transfers);

#endif
