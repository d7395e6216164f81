/*
 * The language of messages and labels.  It is decided in cli/ and handed
 * in; nothing below asks the environment.  Datasets are never translated.
 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

enum lang { LANG_EN, LANG_ZH, LANG_COUNT };

#endif
