/* Characters, words and their hashes: the same folding as knowledge/normal.py, FNV-1a as knowledge/index.py. */
#if defined(__GNUC__) || defined(__clang__)
#define PREFETCH(p) __builtin_prefetch(p)
#else
#define PREFETCH(p) ((void)(p))
#endif

#define FNV_START 14695981039346656037ULL
#define FNV_PRIME 1099511628211ULL

typedef struct {
    int kind;
    const void *data;
    Py_ssize_t size;
} Text;

static inline Text text_of(PyObject *str) {
    return (Text){PyUnicode_KIND(str), PyUnicode_DATA(str), PyUnicode_GET_LENGTH(str)};
}

static inline Py_UCS4 at(const Text *t, Py_ssize_t i) { return PyUnicode_READ(t->kind, t->data, i); }

static uint8_t FOLD[256];

static void fill_fold(void) {
    static const char *accents = "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y";
    memset(FOLD, ' ', sizeof FOLD);
    for (int c = 'a'; c <= 'z'; c++) FOLD[c] = (uint8_t)c, FOLD[c - 32] = (uint8_t)c;
    for (int c = '0'; c <= '9'; c++) FOLD[c] = (uint8_t)c;
    FOLD['+'] = '+';
    FOLD['#'] = '#';
    for (int i = 0; i < 64; i++) FOLD[192 + i] = (uint8_t)accents[i];
    FOLD[223] = 's';
}

static inline int fold(Py_UCS4 c) { return c > 255 ? ' ' : FOLD[c]; }

static inline int is_space(Py_UCS4 c) { return Py_UNICODE_ISSPACE(c); }

static inline int upper_ascii(Py_UCS4 c) { return c >= 'A' && c <= 'Z'; }

static inline int lower_ascii(Py_UCS4 c) { return c >= 'a' && c <= 'z'; }

static inline int digit_ascii(Py_UCS4 c) { return c >= '0' && c <= '9'; }

static inline uint64_t mix_byte(uint64_t h, unsigned c) { return (h ^ c) * FNV_PRIME; }

static inline uint64_t mix(uint64_t h, const char *s) {
    for (; *s; s++) h = mix_byte(h, (uint8_t)*s);
    return h;
}

static inline uint64_t mix_folded(uint64_t h, const Text *t, Py_ssize_t start, Py_ssize_t end) {
    for (Py_ssize_t i = start; i < end; i++) h = mix_byte(h, fold(at(t, i)));
    return h;
}

static uint64_t mix_written(uint64_t h, const Text *t, Py_ssize_t start, Py_ssize_t end) {
    /* as UTF-8, the way index.fnv takes a text; white space, a line's end too, is one blank */
    for (Py_ssize_t i = start; i < end; i++) {
        Py_UCS4 c = at(t, i);
        if (is_space(c)) {
            if (i == start || !is_space(at(t, i - 1))) h = mix_byte(h, ' ');
            continue;
        }
        if (c < 0x80) { h = mix_byte(h, c); continue; }
        if (c < 0x800) h = mix_byte(h, 0xc0 | c >> 6);
        else {
            if (c < 0x10000) h = mix_byte(h, 0xe0 | c >> 12);
            else h = mix_byte(mix_byte(h, 0xf0 | c >> 18), 0x80 | (c >> 12 & 63));
            h = mix_byte(h, 0x80 | (c >> 6 & 63));
        }
        h = mix_byte(h, 0x80 | (c & 63));
    }
    return h;
}

static uint64_t mix_key(uint64_t h, const Text *t, Py_ssize_t start, Py_ssize_t end) {
    /* the words of a span with one space between, as normal.key writes them */
    int words = 0;
    for (Py_ssize_t i = start; i < end;) {
        while (i < end && fold(at(t, i)) == ' ') i++;
        if (i == end) break;
        if (words++) h = mix_byte(h, ' ');
        for (; i < end && fold(at(t, i)) != ' '; i++) h = mix_byte(h, fold(at(t, i)));
    }
    return h;
}

static uint8_t VOWEL[256];

static void fill_vowels(void) {
    for (const char *v = "aeiouy"; *v; v++) VOWEL[(uint8_t)*v] = 1;
}

static Py_ssize_t count_syllables(const Text *t) {
    /* runs of vowels in each word; an e at its end is silent, but in -le and in `the` */
    Py_ssize_t found = 0;
    uint32_t last = ' '; /* the last four letters, those before the word too */
    for (Py_ssize_t i = 0; i <= t->size; i++) {
        uint32_t c = i == t->size ? ' ' : (uint32_t)fold(at(t, i));
        found += VOWEL[c] & ~VOWEL[last & 255];
        if (c == ' ' && (last & 255) == 'e') found -= (last >> 8 & 255) != 'l' && last != (' ' << 24 | 't' << 16 | 'h' << 8 | 'e');
        last = last << 8 | c;
    }
    return found;
}
