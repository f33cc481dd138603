namespace Mote.Vision.Quality;

/// <summary>What was measured about a face.</summary>
/// <param name="Width">Width of the face in pixels of the photo.</param>
/// <param name="Sharpness">Variance of the Laplacian of the aligned face's luminance, 0 for a flat image (Pech-Pacheco et al. 2000), as it would be at ordinary contrast.</param>
/// <param name="Brightness">Mean luminance of the aligned face, 0 to 255.</param>
/// <param name="Turn">How far the nose lies from the middle of the eyes, along the line of the eyes, in half eye distances: 0 from the front, about 1 in profile.</param>
/// <param name="Contrast">How many grey levels lie between its darkest twentieth and its lightest, 0 to 255: what of the face can be told apart, whatever its tone.</param>
public readonly record struct FaceQuality(double Width, double Sharpness, double Brightness, double Turn, double Contrast);
