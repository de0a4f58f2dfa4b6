package restyle.media;

/**
 * Something that a source says of its pictures beside pixels, size, times and colours.
 *
 * @param kind what it is
 * @param data as FFmpeg has it in memory
 */
public record Extra(Kind kind, byte[] data) {

    /** What is said. */
    public enum Kind {
        SPHERICAL("360-degree projection"),
        STEREO("stereoscopic (3D) layout"),
        MASTERING("mastering display metadata"),
        LIGHT_LEVEL("content light levels"),
        HDR10_PLUS("HDR10+ metadata"),
        HDR_VIVID("HDR Vivid metadata"),
        DOLBY_VISION("Dolby Vision metadata"),
        AMBIENT("ambient viewing environment"),
        CAPTIONS("closed captions in the video stream (CEA-608 or CEA-708)"),
        TIMECODE("time code in the video stream"),
        ICC("ICC colour profile"),
        ENHANCEMENT("LCEVC enhancement layer"),
        VIEWS("multiview metadata"),
        ACTIVE_AREA("active picture area");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the words for messages. */
        @Override
        public String toString() {
            return words;
        }
    }
}
