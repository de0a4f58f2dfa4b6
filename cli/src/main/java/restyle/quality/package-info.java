/**
 * Measures of pictures and clips that others publish numbers of: SSIM, PSNR, temporal flicker, warping error, Frechet distance. All in
 * double, of 8-bit pictures. Knows formulas; does not know files or reports.
 */
package restyle.quality;
