package restyle.models.weights.format;

import java.io.IOException;
import java.util.Arrays;
import restyle.models.graph.FileRegion;
import restyle.models.graph.ModelException;
import restyle.models.weights.StoredTensor;

/** Finds the bytes of tensors: in their storage where it has them in order, otherwise in a copy that has. */
record TorchPlaces(TorchContent content) {
    StoredTensor place(String name, Pickled.View view) throws IOException {
        int elementBytes = view.type().bits() / Byte.SIZE;
        long count = check(name, view);
        FileRegion all = content.storages().locate(view.storage());
        if (count > 0 && !isInOrder(view)) {
            FileRegion copy = content.spilled().gather(all, view, Math.multiplyExact(count, elementBytes));
            return new StoredTensor(name, view.type(), view.size(), copy);
        }
        long from = count == 0 ? 0 : view.offset() * elementBytes;
        FileRegion own = new FileRegion(all.file(), all.offset() + from, count * elementBytes);
        return new StoredTensor(name, view.type(), view.size(), own);
    }

    /** Checks that every element lies in the storage, and returns their number. */
    private static long check(String name, Pickled.View view) {
        long[] size = view.size();
        if (size.length != view.stride().length) {
            throw new ModelException(
                    "its tensor %s has %d sizes and %d strides".formatted(name, size.length, view.stride().length));
        }
        long last = view.offset();
        long count = 1;
        for (int axis = 0; axis < size.length; axis++) {
            if (size[axis] < 0 || view.stride()[axis] < 0) {
                throw new ModelException("its tensor %s has a negative size or stride".formatted(name));
            }
            count = Math.multiplyExact(count, size[axis]);
            last = Math.addExact(last, Math.multiplyExact(Math.max(size[axis] - 1, 0), view.stride()[axis]));
        }
        long available = view.storage().bytes() / (view.type().bits() / Byte.SIZE);
        if (view.offset() < 0 || count > 0 && last >= available) {
            throw new ModelException("its tensor %s %s ends at element %d of a storage of %d"
                    .formatted(name, Arrays.toString(size), last, available));
        }
        return count;
    }

    /** Whether the elements lie row by row without gaps; strides of axes with one element do not matter. */
    private static boolean isInOrder(Pickled.View view) {
        long expected = 1;
        for (int axis = view.size().length - 1; axis >= 0; axis--) {
            if (view.size()[axis] != 1 && view.stride()[axis] != expected) {
                return false;
            }
            expected *= view.size()[axis];
        }
        return true;
    }
}
