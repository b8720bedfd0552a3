// What Swift needs of libxml2 and iconv, without their headers: SAX events of XML and HTML, and text of
// other encodings as UTF-8. All texts are UTF-8.
#ifndef KHABAR_CLIBXML2_H
#define KHABAR_CLIBXML2_H

#include <stddef.h>

typedef struct markup_attribute {
  const char *name;
  // The address of its namespace, or NULL.
  const char *space;
  // Not terminated.
  const char *value;
  size_t length;
} markup_attribute;

// What happens in a document, in its order. A return value other than 0 ends the reading.
typedef struct markup_handler {
  // `prefix` and `space` may be NULL. Equal names have equal pointers while one document is read.
  int (*start)(void *context, const char *name, const char *prefix, const char *space,
               const markup_attribute *attributes, int count);
  // Closes what was opened last and is not closed yet.
  int (*end)(void *context);
  int (*text)(void *context, const char *bytes, int count);
} markup_handler;

// Reads XML in UTF-8 and goes on after errors. Loads nothing: no DTD, no external entity, no XInclude.
// Internal entities stand for plain text of at most 4 KB and may not name other entities.
// Returns 0, 1 when it is not well-formed, or -1 when there was not enough memory.
int markup_read_xml(const char *bytes, size_t count, const markup_handler *handler, void *context);

// Reads HTML in UTF-8; invents no elements around it. Returns 0, or -1 when there was not enough memory.
int markup_read_html(const char *bytes, size_t count, const markup_handler *handler, void *context);

// The character that HTML names so, as UTF-8 with its length in `count`; NULL when there is none.
// `name` is terminated; `buffer` has room for 8 bytes.
const char *markup_html_entity(const char *name, char *buffer, int *count);

// The text as it may stand in an attribute of XML; to be freed by `markup_free`.
char *markup_escape(const char *text);

// The bytes as UTF-8, with U+FFFD for each that means nothing; to be freed by `markup_free`. NULL when iconv does
// not know the encoding or memory is short.
char *markup_decode(const char *encoding, const char *bytes, size_t count, size_t *length);
void markup_free(char *text);

#endif
