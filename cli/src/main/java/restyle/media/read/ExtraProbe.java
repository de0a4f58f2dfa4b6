package restyle.media.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_3D_REFERENCE_DISPLAYS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_AFD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DOVI_CONF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DYNAMIC_HDR10_PLUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_LCEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_S12M_TIMECODE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_3D_REFERENCE_DISPLAYS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_AFD;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DOVI_RPU_BUFFER;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_VIVID;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_GOP_TIMECODE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_ICC_PROFILE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_LCEVC;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_S12M_TIMECODE;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_VIEW_ID;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVStereo3D;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import restyle.media.Extra;

/**
 * Finds what a stream and its pictures say beside pixels. Not looked for: what is applied when a picture is read (turning, cropping,
 * palettes, film grain), what every MPEG-2 stream has (panning, times of groups that count from 0) and notes of encoders about
 * themselves.
 */
final class ExtraProbe {

    private static final Map<Integer, Extra.Kind> OF_STREAM = Map.ofEntries(
            Map.entry(AV_PKT_DATA_SPHERICAL, Extra.Kind.SPHERICAL),
            Map.entry(AV_PKT_DATA_STEREO3D, Extra.Kind.STEREO),
            Map.entry(AV_PKT_DATA_MASTERING_DISPLAY_METADATA, Extra.Kind.MASTERING),
            Map.entry(AV_PKT_DATA_CONTENT_LIGHT_LEVEL, Extra.Kind.LIGHT_LEVEL),
            Map.entry(AV_PKT_DATA_DYNAMIC_HDR10_PLUS, Extra.Kind.HDR10_PLUS),
            Map.entry(AV_PKT_DATA_DOVI_CONF, Extra.Kind.DOLBY_VISION),
            Map.entry(AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT, Extra.Kind.AMBIENT),
            Map.entry(AV_PKT_DATA_A53_CC, Extra.Kind.CAPTIONS),
            Map.entry(AV_PKT_DATA_S12M_TIMECODE, Extra.Kind.TIMECODE),
            Map.entry(AV_PKT_DATA_ICC_PROFILE, Extra.Kind.ICC),
            Map.entry(AV_PKT_DATA_LCEVC, Extra.Kind.ENHANCEMENT),
            Map.entry(AV_PKT_DATA_3D_REFERENCE_DISPLAYS, Extra.Kind.VIEWS),
            Map.entry(AV_PKT_DATA_AFD, Extra.Kind.ACTIVE_AREA));

    private static final Map<Integer, Extra.Kind> OF_PICTURE = Map.ofEntries(
            Map.entry(AV_FRAME_DATA_SPHERICAL, Extra.Kind.SPHERICAL),
            Map.entry(AV_FRAME_DATA_STEREO3D, Extra.Kind.STEREO),
            Map.entry(AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, Extra.Kind.MASTERING),
            Map.entry(AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, Extra.Kind.LIGHT_LEVEL),
            Map.entry(AV_FRAME_DATA_DYNAMIC_HDR_PLUS, Extra.Kind.HDR10_PLUS),
            Map.entry(AV_FRAME_DATA_DYNAMIC_HDR_VIVID, Extra.Kind.HDR_VIVID),
            Map.entry(AV_FRAME_DATA_DOVI_RPU_BUFFER, Extra.Kind.DOLBY_VISION),
            Map.entry(AV_FRAME_DATA_DOVI_METADATA, Extra.Kind.DOLBY_VISION),
            Map.entry(AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT, Extra.Kind.AMBIENT),
            Map.entry(AV_FRAME_DATA_A53_CC, Extra.Kind.CAPTIONS),
            Map.entry(AV_FRAME_DATA_S12M_TIMECODE, Extra.Kind.TIMECODE),
            Map.entry(AV_FRAME_DATA_GOP_TIMECODE, Extra.Kind.TIMECODE),
            Map.entry(AV_FRAME_DATA_ICC_PROFILE, Extra.Kind.ICC),
            Map.entry(AV_FRAME_DATA_LCEVC, Extra.Kind.ENHANCEMENT),
            Map.entry(AV_FRAME_DATA_VIEW_ID, Extra.Kind.VIEWS),
            Map.entry(AV_FRAME_DATA_3D_REFERENCE_DISPLAYS, Extra.Kind.VIEWS),
            Map.entry(AV_FRAME_DATA_AFD, Extra.Kind.ACTIVE_AREA));

    /** Hours, minutes, seconds and pictures in the 25 bits of ISO/IEC 13818-2, 6.3.8. */
    private static final int GROUP_TIME = 0xFFEFFF;

    private final boolean hdr;
    private boolean countsGroups;
    private boolean looked;
    private final Map<Extra.Kind, Extra> found = new EnumMap<>(Extra.Kind.class);

    /** @param hdr whether colours are mapped, which uses up what is said of the display they were made for */
    ExtraProbe(AVStream stream, boolean hdr) {
        this.hdr = hdr;
        AVPacketSideData all = stream.codecpar().coded_side_data();
        for (int i = 0; i < stream.codecpar().nb_coded_side_data(); i++) {
            AVPacketSideData one = all.getPointer(i);
            add(OF_STREAM.get(one.type()), one.data(), one.size());
        }
    }

    /** Notices what a picture says; whether that was new. */
    boolean look(AVFrame picture) {
        int before = found.size();
        if (!looked) {
            AVFrameSideData time = av_frame_get_side_data(picture, AV_FRAME_DATA_GOP_TIMECODE);
            countsGroups = time != null && (new LongPointer(time.data()).get() & GROUP_TIME) == 0;
            looked = true;
        }
        for (int i = 0; i < picture.nb_side_data(); i++) {
            AVFrameSideData one = picture.side_data(i);
            Extra.Kind kind = OF_PICTURE.get(one.type());
            boolean counter = countsGroups && one.type() == AV_FRAME_DATA_GOP_TIMECODE;
            if (kind != null && !counter && !found.containsKey(kind)) {
                add(kind, one.data(), one.size());
            }
        }
        return found.size() > before;
    }

    /** Returns what was found so far, one of each kind. */
    List<Extra> found() {
        return List.copyOf(found.values());
    }

    private void add(Extra.Kind kind, BytePointer data, long size) {
        boolean used = hdr && (kind == Extra.Kind.MASTERING || kind == Extra.Kind.LIGHT_LEVEL);
        if (kind == null || used) {
            return;
        }
        byte[] bytes = new byte[(int) size];
        new BytePointer(data).get(bytes);
        boolean flat = kind == Extra.Kind.STEREO && new AVStereo3D(data).type() == 0;
        boolean usual = kind == Extra.Kind.ICC && isUsual(bytes);
        if (!flat && !usual) {
            found.put(kind, new Extra(kind, bytes));
        }
    }

    /** Whether an ICC profile is that of sRGB, as which pictures are read; its description is ASCII or UTF-16. */
    private static boolean isUsual(byte[] profile) {
        String text = new String(profile, StandardCharsets.ISO_8859_1);
        return text.contains("sRGB") || text.contains("s\0R\0G\0B");
    }
}
