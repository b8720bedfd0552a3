// The QR encoder: a text in, a square of modules out. Swift imports libqrencode as it is.

#ifndef CQRENCODE_H
#define CQRENCODE_H

#include <qrencode.h>

#endif
