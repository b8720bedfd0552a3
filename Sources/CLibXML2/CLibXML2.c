#include "CLibXML2.h"

#include <iconv.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

enum { longest_entity = 4096, most_entities = 512, most_expansion = 1 << 20 };

typedef struct reading {
  const markup_handler *handler;
  void *context;
  xmlParserCtxtPtr parser;
  // Entities that the document itself declares, by name.
  xmlHashTablePtr entities;
  // What an entity that nobody declared stands for: one that is missing would end the others.
  xmlEntity nothing;
  int entity_count;
  // Bytes that entities may still add.
  long expansion_left;
  markup_attribute *attributes;
  int room;
} reading;

static void check(reading *reading, int code) {
  if (code != 0) xmlStopParser(reading->parser);
}

static markup_attribute *attributes_for(reading *reading, int count) {
  if (count <= reading->room) return reading->attributes;
  markup_attribute *larger =
      realloc(reading->attributes, (size_t)count * sizeof(markup_attribute));
  if (larger == NULL) return NULL;
  reading->attributes = larger;
  reading->room = count;
  return larger;
}

static void text(void *context, const xmlChar *bytes, int count) {
  reading *reading = context;
  check(reading, reading->handler->text(reading->context, (const char *)bytes, count));
}

static void silent(void *context, const char *message, ...) {}

// MARK: XML

static void start_ns(void *context, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *space, int space_count, const xmlChar **spaces,
                     int count, int defaulted, const xmlChar **values) {
  reading *reading = context;
  markup_attribute *attributes = attributes_for(reading, count);
  if (attributes == NULL) count = 0;
  for (int i = 0; i < count; i++) {
    const xmlChar **value = values + 5 * i;
    attributes[i] = (markup_attribute){(const char *)value[0], (const char *)value[2],
                                       (const char *)value[3], (size_t)(value[4] - value[3])};
  }
  check(reading, reading->handler->start(reading->context, (const char *)name,
                                         (const char *)prefix, (const char *)space, attributes,
                                         count));
}

static void end_ns(void *context, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *space) {
  reading *reading = context;
  check(reading, reading->handler->end(reading->context));
}

static void free_entity(void *payload, const xmlChar *name) {
  xmlEntityPtr entity = payload;
  free((void *)entity->content);
  free(entity);
}

// Keeps an entity that stands for plain text. One that names others could grow without end.
static void declare_entity(void *context, const xmlChar *name, int type, const xmlChar *public,
                           const xmlChar *system, xmlChar *content) {
  reading *reading = context;
  if (type != XML_INTERNAL_GENERAL_ENTITY || content == NULL) return;
  if (strlen((const char *)content) > longest_entity) return;
  if (strpbrk((const char *)content, "&<%") != NULL) return;
  if (reading->entity_count++ >= most_entities) return;
  xmlEntityPtr entity = calloc(1, sizeof(xmlEntity));
  if (entity == NULL) return;
  entity->type = XML_ENTITY_DECL;
  entity->etype = XML_INTERNAL_GENERAL_ENTITY;
  entity->name = xmlDictLookup(reading->parser->dict, name, -1);
  entity->content = (xmlChar *)strdup((const char *)content);
  entity->length = (int)strlen((const char *)content);
  if (xmlHashAddEntry(reading->entities, name, entity) != 0) free_entity(entity, name);
}

static xmlEntityPtr find_entity(void *context, const xmlChar *name) {
  reading *reading = context;
  xmlEntityPtr entity = xmlHashLookup(reading->entities, name);
  if (entity != NULL) reading->expansion_left -= entity->length;
  return entity != NULL && reading->expansion_left >= 0 ? entity : &reading->nothing;
}

int markup_read_xml(const char *bytes, size_t count, const markup_handler *handler,
                    void *context) {
  xmlSAXHandler sax = {
      .initialized = XML_SAX2_MAGIC,
      .startElementNs = start_ns,
      .endElementNs = end_ns,
      .characters = text,
      .cdataBlock = text,
      .ignorableWhitespace = text,
      .entityDecl = declare_entity,
      .getEntity = find_entity,
      .error = silent,
      .fatalError = silent,
      .warning = silent,
  };
  reading reading = {
      .handler = handler, .context = context, .expansion_left = most_expansion};
  reading.nothing = (xmlEntity){.type = XML_ENTITY_DECL,
                                .etype = XML_INTERNAL_GENERAL_ENTITY,
                                .name = (const xmlChar *)"nothing",
                                .content = (xmlChar *)""};
  reading.entities = xmlHashCreate(16);
  if (reading.entities == NULL) return -1;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&sax, &reading, NULL, 0, NULL);
  int code = -1;
  if (parser != NULL) {
    reading.parser = parser;
    xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT |
                                  XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE |
                                  XML_PARSE_IGNORE_ENC);
    // Whatever the declaration says, the bytes are UTF-8 by now.
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    const size_t step = 64 * 1024;
    for (size_t done = 0; done < count && parser->instate != XML_PARSER_EOF; done += step) {
      size_t length = count - done < step ? count - done : step;
      xmlParseChunk(parser, bytes + done, (int)length, 0);
    }
    xmlParseChunk(parser, NULL, 0, 1);
    code = parser->wellFormed ? 0 : 1;
    xmlFreeParserCtxt(parser);
  }
  xmlHashFree(reading.entities, free_entity);
  free(reading.attributes);
  return code;
}

// MARK: HTML

static void start_html(void *context, const xmlChar *name, const xmlChar **values) {
  reading *reading = context;
  int count = 0;
  while (values != NULL && values[2 * count] != NULL) count++;
  markup_attribute *attributes = attributes_for(reading, count);
  if (attributes == NULL) count = 0;
  for (int i = 0; i < count; i++) {
    const char *value = (const char *)values[2 * i + 1];
    if (value == NULL) value = "";
    attributes[i] =
        (markup_attribute){(const char *)values[2 * i], NULL, value, strlen(value)};
  }
  check(reading, reading->handler->start(reading->context, (const char *)name, NULL, NULL,
                                         attributes, count));
}

static void end_html(void *context, const xmlChar *name) {
  reading *reading = context;
  check(reading, reading->handler->end(reading->context));
}

int markup_read_html(const char *bytes, size_t count, const markup_handler *handler,
                     void *context) {
  xmlSAXHandler sax = {
      .initialized = 1,
      .startElement = start_html,
      .endElement = end_html,
      .characters = text,
      .cdataBlock = text,
      .ignorableWhitespace = text,
      .error = silent,
      .fatalError = silent,
      .warning = silent,
  };
  reading reading = {.handler = handler, .context = context};
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)count);
  if (parser == NULL) return count == 0 ? 0 : -1;
  reading.parser = parser;
  xmlSAXHandler *own = parser->sax;
  parser->sax = &sax;
  parser->userData = &reading;
  htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                 HTML_PARSE_NOWARNING | HTML_PARSE_NOIMPLIED |
                                 HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser);
  parser->sax = own;
  htmlFreeParserCtxt(parser);
  free(reading.attributes);
  return 0;
}

const char *markup_html_entity(const char *name, char *buffer, int *count) {
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
  if (entity == NULL) return NULL;
  *count = xmlCopyChar(0, (xmlChar *)buffer, (int)entity->value);
  return buffer;
}

char *markup_escape(const char *text) {
  return (char *)xmlEncodeSpecialChars(NULL, (const xmlChar *)text);
}

// MARK: Encodings

char *markup_decode(const char *encoding, const char *bytes, size_t count, size_t *length) {
  iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == (iconv_t)-1) return NULL;
  // No encoding has characters that take more than three bytes of UTF-8 for one of its own.
  size_t room = count * 3 + 16;
  char *result = malloc(room);
  char *input = (char *)bytes;
  char *output = result;
  while (result != NULL && count > 0) {
    if (iconv(converter, &input, &count, &output, &room) != (size_t)-1) break;
    if (room < 8) {
      // Only encodings that compress come here.
      size_t used = (size_t)(output - result);
      char *larger = realloc(result, used + count * 6 + 64);
      if (larger == NULL) break;
      result = larger;
      output = result + used;
      room = count * 6 + 64;
      continue;
    }
    memcpy(output, "\xEF\xBF\xBD", 3);
    output += 3;
    room -= 3;
    input++;
    count--;
  }
  if (result != NULL) *length = (size_t)(output - result);
  iconv_close(converter);
  return result;
}

void markup_free(char *text) { free(text); }
