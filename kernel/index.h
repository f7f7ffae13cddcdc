/* The block of knowledge/index.py: features with weights, phrases, what they stand for and in which context. */
#define MAGIC 0x524f4c39
#define MOST_CLASSES 48 /* also the width of a row of weights: whole vectors, two cache lines */
#define MOST_SUMS 64
#define MOST_KINDS 16   /* the width of a row of chances */
#define MOVES 5         /* what can lie between two statements: see chain.h */

typedef struct {
    int32_t magic, classes, kinds, strands, rows, feature_slots, phrase_slots, mark_slots;
    int32_t forms, senses, contexts, cells, cues, skills, groups, reserved;
} Header;

typedef struct { uint32_t tag; int32_t value; } Slot; /* value 0: empty; values are kept plus 2 */

/* A bit for some of a key's: most keys that a table doesn't have are told by it, in a cache that is near. */
#define FILTER_BITS 18

typedef struct { uint8_t bits[1 << (FILTER_BITS - 3)]; } Filter;

typedef struct { int32_t owner, context, row; } Sense; /* owner: a cue, or -1 - skill; context, row: -1 for none */

typedef struct { int32_t at, count; } Cells;

typedef struct { Cells exact, before, after, near, near_phrases, never, never_phrases; int32_t neighbour, rest; } Context;

typedef struct { int32_t group, only, never; } CueInfo; /* masks of kinds */

typedef struct {
    PyObject_HEAD
    PyObject *blob, *kind_names, *strand_names, *skill_names, *cue_names, *group_names;
    PyTypeObject *piece, *statement, *skill, *cue, *requirement;
    PyObject *hints[5], *must, *nice, *context, *none, *singles[MOST_KINDS], *pairs[MOST_KINDS][MOST_KINDS];
    const Header *head;
    const Slot *features, *phrases, *marks;
    const uint64_t *cells;
    const int32_t *form_at, *tools;
    const Sense *senses;
    const Context *contexts;
    const CueInfo *cues;
    const int16_t *weights;
    int32_t soft, hard;
    double scale;
    Filter known_features, known_phrases;
    struct Chain *chain;
} Index;

static const char *HINTS[] = {"", "bullet", "heading", "row", "text"};
#define HEADING 2 /* in HINTS: the format itself calls the line a heading */

static inline uint64_t home_of(uint64_t h) { return h ^ (h >> 32); }

static inline int32_t find(const Slot *slots, int32_t count, uint64_t h) {
    /* the value of a key, or -2 */
    uint64_t mask = (uint64_t)count - 1, i = home_of(h) & mask;
    uint32_t tag = (uint32_t)(h >> 32);
    for (; slots[i].value; i = (i + 1) & mask)
        if (slots[i].tag == tag) return slots[i].value - 2;
    return -2;
}

static inline uint32_t filter_bit(uint32_t tag) { return tag >> (32 - FILTER_BITS); }

static void fill_filter(Filter *filter, const Slot *slots, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        uint32_t bit = filter_bit(slots[i].tag);
        if (slots[i].value) filter->bits[bit >> 3] |= 1 << (bit & 7);
    }
}

static inline int maybe(const Filter *filter, uint64_t h) {
    uint32_t bit = filter_bit((uint32_t)(h >> 32));
    return filter->bits[bit >> 3] >> (bit & 7) & 1;
}

static inline int32_t mark_of(const Index *ix, uint64_t h) {
    int32_t value = find(ix->marks, ix->head->mark_slots, h);
    return value < 0 ? 0 : value;
}

static inline const int16_t *row_of(const Index *ix, uint64_t h) {
    int32_t row = maybe(&ix->known_features, h) ? find(ix->features, ix->head->feature_slots, h) : -2;
    return row < 0 ? NULL : ix->weights + (size_t)row * MOST_CLASSES;
}

static inline void add32(int32_t *to, const int16_t *row) {
    if (row) for (int c = 0; c < MOST_CLASSES; c++) to[c] += row[c];
}
