#include "CCurl.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The functions that are used, under their own names.
static struct {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *easy_init;
  __typeof__(curl_easy_setopt) *easy_setopt;
  __typeof__(curl_easy_getinfo) *easy_getinfo;
  __typeof__(curl_easy_strerror) *easy_strerror;
  __typeof__(curl_easy_cleanup) *easy_cleanup;
  __typeof__(curl_easy_pause) *easy_pause;
  __typeof__(curl_multi_init) *multi_init;
  __typeof__(curl_multi_cleanup) *multi_cleanup;
  __typeof__(curl_multi_add_handle) *multi_add_handle;
  __typeof__(curl_multi_remove_handle) *multi_remove_handle;
  __typeof__(curl_multi_perform) *multi_perform;
  __typeof__(curl_multi_poll) *multi_poll;
  __typeof__(curl_multi_wakeup) *multi_wakeup;
  __typeof__(curl_multi_info_read) *multi_info_read;
  __typeof__(curl_getdate) *getdate;
  __typeof__(curl_slist_append) *slist_append;
  __typeof__(curl_slist_free_all) *slist_free_all;
} lib;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_loaded = false;

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libcurl.so", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return;
#define FIND(name) \
  if ((lib.name = (__typeof__(lib.name))dlsym(library, "curl_" #name)) == NULL) return
  FIND(global_init);
  FIND(easy_init);
  FIND(easy_setopt);
  FIND(easy_getinfo);
  FIND(easy_strerror);
  FIND(easy_cleanup);
  FIND(easy_pause);
  FIND(multi_init);
  FIND(multi_cleanup);
  FIND(multi_add_handle);
  FIND(multi_remove_handle);
  FIND(multi_perform);
  FIND(multi_poll);
  FIND(multi_wakeup);
  FIND(multi_info_read);
  FIND(getdate);
  FIND(slist_append);
  FIND(slist_free_all);
#undef FIND
  is_loaded = lib.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

bool curl_load(void) {
  pthread_once(&once, load);
  return is_loaded;
}

typedef struct transfer {
  CURL *easy;
  struct curl_slist *headers;
  char message[CURL_ERROR_SIZE];
  int (*header)(void *context, const char *bytes, size_t count);
  int (*body)(void *context, const char *bytes, size_t count);
  void *context;
} transfer;

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  size_t length = size * count;
  return transfer->header(transfer->context, bytes, length) == curl_go_on ? length : 0;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  transfer *transfer = context;
  size_t length = size * count;
  switch (transfer->body(transfer->context, bytes, length)) {
    case curl_go_on: return length;
    case curl_pause: return CURL_WRITEFUNC_PAUSE;
    default: return length + 1;
  }
}

void *curl_transfers(void) { return lib.multi_init(); }

void curl_transfers_free(void *transfers) { lib.multi_cleanup(transfers); }

static void add_header(transfer *transfer, const char *name, const char *value) {
  if (value == NULL || strpbrk(value, "\r\n") != NULL) return;
  char line[2048];
  if (snprintf(line, sizeof line, "%s: %s", name, value) >= (int)sizeof line) return;
  struct curl_slist *longer = lib.slist_append(transfer->headers, line);
  if (longer != NULL) transfer->headers = longer;
}

static void release(transfer *transfer) {
  if (transfer->easy != NULL) lib.easy_cleanup(transfer->easy);
  lib.slist_free_all(transfer->headers);
  free(transfer);
}

void *curl_transfer_begin(void *transfers, const curl_order *order) {
  transfer *transfer = calloc(1, sizeof *transfer);
  if (transfer == NULL) return NULL;
  CURL *easy = transfer->easy = lib.easy_init();
  if (easy == NULL) {
    release(transfer);
    return NULL;
  }
  transfer->header = order->header;
  transfer->body = order->body;
  transfer->context = order->context;
  add_header(transfer, "Accept", order->accept);
  add_header(transfer, "If-None-Match", order->etag);
  add_header(transfer, "If-Modified-Since", order->modified);

#define SET(option, value) lib.easy_setopt(easy, option, value)
  CURLcode code = SET(CURLOPT_URL, order->address);
#if LIBCURL_VERSION_NUM >= 0x075500
  SET(CURLOPT_PROTOCOLS_STR, order->is_file ? "file" : "http,https");
#else
  SET(CURLOPT_PROTOCOLS, (long)(order->is_file ? CURLPROTO_FILE : CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  SET(CURLOPT_PRIVATE, transfer);
  SET(CURLOPT_ERRORBUFFER, transfer->message);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  SET(CURLOPT_HTTPHEADER, transfer->headers);
  SET(CURLOPT_USERAGENT, order->agent);
  // Whatever the library can unpack.
  SET(CURLOPT_ACCEPT_ENCODING, "");
  SET(CURLOPT_SSL_VERIFYPEER, 1L);
  SET(CURLOPT_SSL_VERIFYHOST, 2L);
  // Of whom else than the system's a certificate may be, as OpenSSL and the curl command have it.
  const char *authorities = getenv("SSL_CERT_FILE");
  if (authorities != NULL && *authorities != 0) SET(CURLOPT_CAINFO, authorities);
  SET(CURLOPT_CONNECTTIMEOUT_MS, order->connect_milliseconds);
  SET(CURLOPT_TIMEOUT_MS, order->total_milliseconds);
  SET(CURLOPT_LOW_SPEED_LIMIT, order->least_speed);
  SET(CURLOPT_LOW_SPEED_TIME, order->slow_seconds);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, transfer);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, transfer);
  if (order->name != NULL) {
    SET(CURLOPT_USERNAME, order->name);
    SET(CURLOPT_PASSWORD, order->password == NULL ? "" : order->password);
    SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
  }
#undef SET
  if (code != CURLE_OK || lib.multi_add_handle(transfers, easy) != CURLM_OK) {
    release(transfer);
    return NULL;
  }
  return transfer;
}

void curl_transfer_remove(void *transfers, void *context) {
  transfer *transfer = context;
  lib.multi_remove_handle(transfers, transfer->easy);
  release(transfer);
}

void curl_transfer_resume(void *context) {
  transfer *transfer = context;
  lib.easy_pause(transfer->easy, CURLPAUSE_CONT);
}

void curl_transfers_run(void *transfers, int milliseconds) {
  int running = 0;
  if (lib.multi_perform(transfers, &running) != CURLM_OK || running == 0) return;
  lib.multi_poll(transfers, NULL, 0, milliseconds, NULL);
  lib.multi_perform(transfers, &running);
}

static int kind(CURLcode code) {
  switch (code) {
    case CURLE_OK: return curl_ended_well;
    case CURLE_COULDNT_RESOLVE_HOST: return curl_no_host;
    case CURLE_COULDNT_RESOLVE_PROXY: return curl_no_proxy;
    case CURLE_COULDNT_CONNECT: return curl_no_connection;
    case CURLE_OPERATION_TIMEDOUT: return curl_too_slow;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR: return curl_bad_certificate;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_WEIRD_SERVER_REPLY: return curl_cut_off;
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK:
    case CURLE_FILESIZE_EXCEEDED: return curl_given_up;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return curl_bad_address;
    case CURLE_FILE_COULDNT_READ_FILE: return curl_no_file;
    case CURLE_BAD_CONTENT_ENCODING: return curl_bad_encoding;
    default: return curl_other;
  }
}

bool curl_transfers_next(void *transfers, curl_end *end) {
  int left = 0;
  CURLMsg *message;
  while ((message = lib.multi_info_read(transfers, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    transfer *transfer = NULL;
    lib.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    CURLcode code = message->data.result;
    *end = (curl_end){.transfer = transfer, .context = transfer->context, .failure = kind(code)};
    end->reason = transfer->message[0] != 0 ? transfer->message : lib.easy_strerror(code);
    lib.easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &end->status);
    char *leads_to = NULL;
    lib.easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &leads_to);
    end->leads_to = leads_to;
    return true;
  }
  return false;
}

long curl_seconds(const char *date) { return (long)lib.getdate(date, NULL); }

void curl_transfers_wake(void *transfers) { lib.multi_wakeup(transfers); }
